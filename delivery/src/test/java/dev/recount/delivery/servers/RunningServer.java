package dev.recount.delivery.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server program on a free port of this machine, for as long as a test. */
final class RunningServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private RunningServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts {@code command}, and returns when it listens on {@code port}. */
    static RunningServer start(Path folder, int port, List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        var server = new RunningServer(process, port);
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive() || server.listens());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        if (!process.isAlive()) {
            throw new IOException(
                    command.get(0) + " ended: " + java.nio.file.Files.readString(folder.resolve("server.log")));
        }
        return server;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
