package dev.recount.delivery.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Listens on this machine and does to each request what a test says, down to the bytes. */
final class TargetServer implements AutoCloseable {

    /** What becomes of a request. */
    interface Behaviour {
        void answer(Asked asked, Socket client) throws IOException;
    }

    /** The same for one that goes on until the server is closed. */
    interface LastingBehaviour {
        void answer(TargetServer server, Socket client) throws IOException;
    }

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Behaviour behaviour;

    TargetServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        threads.execute(this::accept);
    }

    static TargetServer lasting(LastingBehaviour behaviour) throws IOException {
        var itself = new AtomicReference<TargetServer>();
        var server =
                new TargetServer((asked, client) -> behaviour.answer(Objects.requireNonNull(itself.get()), client));
        itself.set(server);
        return server;
    }

    int port() {
        return listening.getLocalPort();
    }

    List<Asked> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (var asked = Asked.from(client.getInputStream());
                    asked != null;
                    asked = Asked.from(client.getInputStream())) {
                requests.add(asked);
                behaviour.answer(asked, client);
            }
        } catch (IOException e) {
            // The client had enough, or the test made it so.
        }
    }

    /** Answers with a status and nothing odd. */
    static void status(Socket client, int status, String headers, String body) throws IOException {
        write(client, head(status, headers, body.getBytes(StandardCharsets.UTF_8).length) + body);
    }

    static String head(int status, String headers, int length) {
        return "HTTP/1.1 " + status + " x\r\n" + headers + "Content-Length: " + length + "\r\n\r\n";
    }

    static void write(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Says one byte now and then, for ever. */
    void trickle(Socket client) throws IOException {
        while (!isClosing()) {
            write(client, "x");
        }
    }

    /** Says nothing until the test is over. */
    void hold() {
        boolean over = false;
        while (!over) {
            over = isClosing();
        }
    }

    private boolean isClosing() {
        try {
            return closing.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        listening.close();
        threads.shutdownNow();
    }
}
