package dev.recount.delivery.send;

import dev.recount.delivery.channel.Message;
import dev.recount.delivery.channel.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Carries a message to this process itself a few times. The first page after a start may be the one that counts, and it
 * should not wait until everything that carries it is loaded and compiled.
 */
final class WarmUp {

    private static final int TIMES = 30;
    private static final int ASKED_BYTES = 65_536;
    private static final byte[] ANSWER =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private WarmUp() {}

    /** @throws IOException when this process cannot listen on its own machine */
    static void of(HttpSender sender, Message message) throws IOException {
        try (var listening = new ServerSocket(0, TIMES, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> answerAll(listening), "recount-delivery-warm-up");
            thread.setDaemon(true);
            thread.start();
            var itself = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
            var channel = new Webhook("warm-up", itself, List.of(), true);
            for (int i = 0; i < TIMES; i++) {
                var unused = sender.send(channel, message);
            }
        }
    }

    private static void answerAll(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (var client = listening.accept()) {
                answer(client);
            } catch (IOException over) {
                // Either the last one has been answered, or one broke off, which warms as well.
            }
        }
    }

    /** Reads what there is, and answers. */
    private static void answer(Socket client) throws IOException {
        byte[] asked = new byte[ASKED_BYTES];
        if (client.getInputStream().read(asked) > 0) {
            client.getOutputStream().write(ANSWER);
            client.getOutputStream().flush();
        }
    }
}
