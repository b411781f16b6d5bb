package dev.recount.delivery.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Carriers;
import dev.recount.runtime.settings.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

    /** Each line comes in time, and the greeting never ends. */
    @Test
    void a_server_that_answers_line_by_line_does_not_hold_a_worker() throws Exception {
        try (var server = new Server(line -> TARPIT)) {
            var verdict = CompletableFuture.supplyAsync(() -> send(server, Email.Tls.NONE));
            assertThat(verdict.get(5, TimeUnit.SECONDS)).isEqualTo(new Verdict.Later("timed out", null));
        }
    }

    /** It has it: what it says to the farewell changes nothing. */
    @Test
    void a_server_that_takes_it_and_then_babbles_has_it() throws Exception {
        try (var server = new Server(line -> line.startsWith("QUIT") ? TARPIT : usual(line))) {
            assertThat(send(server, Email.Tls.NONE)).isEqualTo(new Verdict.Delivered("SMTP 250"));
        }
    }

    private static String usual(String line) {
        return line.isEmpty() ? "220 hi" : line.startsWith("DATA") ? "354 go on" : "250 ok";
    }

    @Test
    void a_mailbox_that_is_gone_costs_only_itself() throws Exception {
        var said = new CopyOnWriteArrayList<String>();
        try (var server = new Server(line -> {
            said.add(line);
            return line.contains("gone@") ? "550 no such user" : usual(line);
        })) {
            assertThat(sendTo(server, "gone@example.org", "b@example.org"))
                    .isEqualTo(new Verdict.Delivered("SMTP 250, but SMTP 550 for 1 of 2 receivers"));
        }
        assertThat(said).contains("DATA");
    }

    @Test
    void a_mailbox_that_cannot_take_it_now_is_tried_again() throws Exception {
        for (String other : List.of("250 ok", "550 no such user")) {
            try (var server = new Server(
                    line -> line.contains("full@") ? "452 full" : line.startsWith("RCPT") ? other : usual(line))) {
                assertThat(sendTo(server, "b@example.org", "full@example.org"))
                        .as(other)
                        .isEqualTo(new Verdict.Later("SMTP 452", null));
            }
        }
    }

    @Test
    void a_server_that_does_not_take_the_password_is_said_to_do_that() throws Exception {
        try (var server = new Server(line -> line.startsWith("EHLO")
                ? "250-test\r\n250 AUTH PLAIN"
                : line.startsWith("AUTH") ? "535 5.7.8 no" : usual(line))) {
            var to = List.of("b@example.org");
            var password = Secret.of("wrong");
            assertThat(send(new Email(
                            "m", "127.0.0.1", server.port(), Email.Tls.NONE, "a@example.org", to, "u", password, true)))
                    .isEqualTo(new Verdict.Later("SMTP 535: it does not take the username and password", null));
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
        return send(new Email(
                "m", "127.0.0.1", server.port(), tls, "a@example.org", List.of("b@example.org"), null, null, true));
    }

    private static Verdict sendTo(Server server, String... to) {
        return send(new Email(
                "m", "127.0.0.1", server.port(), Email.Tls.NONE, "a@example.org", List.of(to), null, null, true));
    }

    private static Verdict send(Email channel) {
        try (var sender = Carriers.impatient()) {
            return sender.send(channel, Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("i", Level.HIGH)));
        }
    }

    private static final String RESET = "reset";
    private static final String TARPIT = "tarpit";

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
            } else if (line.equals(TARPIT)) {
                trickle(client);
            } else if (!line.isEmpty()) {
                client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
            }
            return line;
        }

        /** Says one more line of an answer now and then, until nobody listens any more. */
        private static void trickle(Socket client) throws IOException {
            client.setSoTimeout(50);
            while (true) {
                client.getOutputStream().write("220-wait\r\n".getBytes(StandardCharsets.US_ASCII));
                try {
                    if (client.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException stillThere) {
                    // The client waits for the rest.
                }
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
            threads.shutdownNow();
        }
    }
}
