package dev.recount.delivery.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A mail server for one message, as RFC 5321 says; what it answers to RCPT is given. */
final class SmtpServer implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final String toRcpt;
    private final CompletableFuture<String> mail;

    SmtpServer(String toRcpt) throws IOException {
        this.toRcpt = toRcpt;
        this.mail = CompletableFuture.supplyAsync(this::serve);
    }

    int port() {
        return listening.getLocalPort();
    }

    String mail() throws Exception {
        return mail.get(5, TimeUnit.SECONDS);
    }

    private String serve() {
        try (Socket client = listening.accept()) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            say(client, "220 test");
            var data = new StringBuilder();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("DATA")) {
                    say(client, "354 go on");
                    for (var text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                        data.append(text).append('\n');
                    }
                }
                say(client, line.startsWith("RCPT") ? toRcpt : "250 ok");
                if (line.startsWith("QUIT")) {
                    break;
                }
            }
            return data.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
