package dev.recount.delivery.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Carriers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** E-mail against everything that can go wrong on the way; a real server stands in {@code RealServersTest}. */
class MailContractTest {

    /** What a mail server says when somebody comes, and to the command that it minds. */
    private record Case(String name, String greeting, String refused, String answer, Class<? extends Verdict> means) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(
                new Case("takes it", "220 hi", "", "", Verdict.Delivered.class),
                new Case("is busy", "421 too many", "", "", Verdict.Later.class),
                new Case("does not know the receiver", "220 hi", "RCPT", "550 no such user", Verdict.Refused.class),
                new Case("greylists", "220 hi", "RCPT", "451 later", Verdict.Later.class),
                new Case("does not like the sender", "220 hi", "MAIL", "553 not you", Verdict.Refused.class),
                new Case("finds it too large", "220 hi", "DATA", "552 too big", Verdict.Refused.class),
                new Case("resets in the middle", "220 hi", "RCPT", RESET, Verdict.Later.class),
                new Case("is another protocol", "HTTP/1.1 400 x", "", "", Verdict.Later.class));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void means_what_the_server_says(Case told) throws Exception {
        try (var server = new Server(line -> {
            if (line.isEmpty()) {
                return told.greeting();
            }
            boolean minds = !told.refused().isEmpty() && line.startsWith(told.refused());
            return minds ? told.answer() : line.startsWith("DATA") ? "354 go on" : "250 ok";
        })) {
            assertThat(send(server, Email.Tls.NONE)).isInstanceOf(told.means());
        }
    }

    @Test
    void a_server_that_says_nothing_does_not_hold_a_worker() throws Exception {
        try (var server = new Server(line -> "")) {
            assertThat(send(server, Email.Tls.NONE)).isInstanceOf(Verdict.Later.class);
        }
    }

    @Test
    void nothing_is_said_in_clear_where_tls_is_asked_for() throws Exception {
        var said = new CopyOnWriteArrayList<String>();
        try (var server = new Server(line -> {
            said.add(line);
            return line.isEmpty() ? "220 hi" : "250 ok";
        })) {
            assertThat(send(server, Email.Tls.STARTTLS)).isInstanceOf(Verdict.Later.class);
        }
        assertThat(said).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("AUTH"));
    }

    /** The server's name is looked up twice; what counts is the address that the connection goes to. */
    @Test
    void implicit_tls_goes_to_no_address_that_was_not_looked_at() throws Exception {
        for (Email.Tls tls : Email.Tls.values()) {
            var looked = new CopyOnWriteArrayList<InetAddress>();
            try (var server = new Server(line -> "220 hi");
                    var sender = Carriers.impatient(address -> looked.add(address) && looked.size() == 1)) {
                var channel = new Email(
                        "m",
                        "127.0.0.1",
                        server.port(),
                        tls,
                        "a@example.org",
                        List.of("b@example.org"),
                        null,
                        null,
                        false);
                assertThat(sender.send(
                                channel, Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("i", Level.LOW))))
                        .isNotInstanceOf(Verdict.Delivered.class);
                assertThat(looked).as("%s", tls).hasSizeGreaterThan(1);
                assertThat(server.connections()).isZero();
            }
        }
    }

    private static Verdict send(Server server, Email.Tls tls) {
        try (var sender = Carriers.impatient()) {
            var channel = new Email(
                    "m", "127.0.0.1", server.port(), tls, "a@example.org", List.of("b@example.org"), null, null, true);
            return sender.send(channel, Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("i", Level.HIGH)));
        }
    }

    private static final String RESET = "reset";

    /** What a server says to a line, which is empty when somebody has just come; nothing, where that is empty too. */
    private interface Behaviour {
        String answer(String line);
    }

    private static final class Server implements AutoCloseable {

        private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final AtomicInteger connections = new AtomicInteger();

        Server(Behaviour behaviour) throws IOException {
            threads.execute(() -> accept(behaviour));
        }

        int port() {
            return listening.getLocalPort();
        }

        int connections() {
            return connections.get();
        }

        private void accept(Behaviour behaviour) {
            while (!listening.isClosed()) {
                try (var client = listening.accept()) {
                    connections.incrementAndGet();
                    serve(client, behaviour);
                } catch (IOException e) {
                    // The client has gone, or the test is over.
                }
            }
        }

        private static void serve(Socket client, Behaviour behaviour) throws IOException {
            var said = say(client, behaviour.answer(""));
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (!said.startsWith("354") || line.equals(".")) {
                    said = say(client, behaviour.answer(line));
                }
            }
        }

        private static String say(Socket client, String line) throws IOException {
            if (line.equals(RESET)) {
                client.setSoLinger(true, 0);
                client.close();
            } else if (!line.isEmpty()) {
                client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            listening.close();
            threads.shutdownNow();
        }
    }
}
