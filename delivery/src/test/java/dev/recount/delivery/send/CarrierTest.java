package dev.recount.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.channel.Webhook;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CarrierTest {

    private final Carrier carrier = new Carrier(Clock.fixed(Incidents.AT, ZoneOffset.UTC));
    private HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, 100_000);
            exchange.getResponseBody().write(new byte[100_000]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        carrier.close();
        server.stop(0);
    }

    private Verdict send(String url, boolean allowPrivate) {
        var channel = new Webhook("w", URI.create(url), List.of(), allowPrivate);
        return carrier.send(channel, Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("inc_1", Level.HIGH)));
    }

    private String local() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    @Test
    void delivers_and_does_not_mind_a_long_answer() {
        assertThat(send(local(), true)).isEqualTo(new Verdict.Delivered("HTTP 200"));
        assertThat(send(local(), true)).isEqualTo(new Verdict.Delivered("HTTP 200"));
    }

    @Test
    void hears_when_to_come_back() {
        status = 429;
        assertThat(send(local(), true)).isEqualTo(new Verdict.Later("HTTP 429", Duration.ofSeconds(7)));
        status = 500;
        assertThat(send(local(), true)).isInstanceOf(Verdict.Later.class);
    }

    @Test
    void warming_up_reaches_nobody_and_changes_nothing() {
        carrier.warmUp(Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("inc_1", Level.HIGH)));

        assertThat(requests).hasValue(0);
        assertThat(send(local(), true)).isEqualTo(new Verdict.Delivered("HTTP 200"));
    }

    @Test
    void follows_no_redirect() {
        status = 302;
        assertThat(send(local(), true)).isInstanceOf(Verdict.Later.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void does_not_connect_to_private_addresses_by_name_or_by_number() {
        int port = server.getAddress().getPort();
        for (String host : List.of("localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1")) {
            assertThat(send("http://" + host + ":" + port + "/", false)).isNotInstanceOf(Verdict.Delivered.class);
        }
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_connection_that_breaks_may_succeed_later() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var reset = CompletableFuture.runAsync(() -> {
                try (var accepted = listening.accept()) {
                    accepted.setSoLinger(true, 0);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(send("http://localhost:" + listening.getLocalPort() + "/", true))
                    .isInstanceOf(Verdict.Later.class);
            reset.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void nobody_listening_may_be_there_later() throws Exception {
        int port;
        try (var closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertThat(send("http://localhost:" + port + "/", true))
                .isEqualTo(new Verdict.Later("refused the connection", null));
    }

    @Test
    void a_mail_server_takes_a_message_refuses_it_or_asks_to_come_back() throws Exception {
        for (var expected : List.of(
                new Expected("250 ok", new Verdict.Delivered("SMTP 250")),
                new Expected("550 no such user", new Verdict.Refused("SMTP 550")),
                new Expected("451 try later", new Verdict.Later("SMTP 451", null)))) {
            try (var smtp = new SmtpServer(expected.toRcpt())) {
                var channel = new Email(
                        "mail",
                        "localhost",
                        smtp.port(),
                        Email.Tls.NONE,
                        "recount@example.org",
                        List.of("oncall@example.org"),
                        null,
                        null,
                        true);
                var verdict = carrier.send(
                        channel, Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("inc_1", Level.HIGH)));

                assertThat(verdict).isEqualTo(expected.verdict());
                if (verdict instanceof Verdict.Delivered) {
                    assertThat(smtp.mail())
                            .contains("Message-ID: <msg_1@recount>", "To: oncall@example.org", "an agent destroyed");
                }
            }
        }
    }

    private record Expected(String toRcpt, Verdict verdict) {}

    @Test
    void mail_does_not_go_to_private_addresses() {
        var channel = new Email(
                "mail", "localhost", 25, Email.Tls.NONE, "a@example.org", List.of("b@example.org"), null, null, false);

        assertThat(carrier.send(channel, Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("inc_1", Level.HIGH))))
                .isInstanceOf(Verdict.Refused.class);
    }
}
