package dev.recount.standalone.system;

import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.data.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A Kafka in a process of its own that needs no container, on a port that stays the same when it is killed and started again. */
final class LocalKafka implements AutoCloseable {

    private static final String READY = "ready";

    private final Path folder;
    private final int port;
    private Process process;

    private LocalKafka(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = start(folder, port);
    }

    static LocalKafka start(Path folder) throws IOException {
        return new LocalKafka(folder, freePort());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process start(Path folder, int port) throws IOException {
        var command = new ArrayList<>(RunningRecount.onClassPath());
        command.set(command.size() - 1, LocalKafka.class.getName());
        command.addAll(List.of(folder.toString(), Integer.toString(port)));
        var started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var out = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        if (!READY.equals(out.readLine())) {
            throw new IOException("the broker ended before it was ready");
        }
        return started;
    }

    /** The broker's own process: a folder, a port. */
    public static void main(String[] args) throws InterruptedException {
        var broker = new EmbeddedKafka(DataDirectory.open(Path.of(args[0])), Integer.parseInt(args[1]));
        broker.start();
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Ends the broker as a power cut would end it. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts the killed broker on what it had written. */
    void startAgain() throws IOException {
        process = start(folder, port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
