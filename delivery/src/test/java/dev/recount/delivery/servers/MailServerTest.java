package dev.recount.delivery.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Carrier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to a server that others wrote, in clear, with STARTTLS and with TLS from the first byte, its name verified. */
@Tag("debian")
class MailServerTest {

    @TempDir
    private static Path keys;

    @TempDir
    private Path folder;

    /** One certificate for {@code localhost}, which this JVM trusts from here on. */
    @BeforeAll
    static void trust() throws Exception {
        var openssl = new ProcessBuilder(
                        ("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext"
                                        + " subjectAltName=DNS:localhost -keyout key.pem -out cert.pem")
                                .split(" "))
                .directory(keys.toFile())
                .redirectErrorStream(true)
                .redirectOutput(keys.resolve("openssl.log").toFile())
                .start();
        assertThat(openssl.waitFor()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var cert = Files.newInputStream(keys.resolve("cert.pem"))) {
            store.setCertificateEntry(
                    "localhost", CertificateFactory.getInstance("X.509").generateCertificate(cert));
        }
        var file = keys.resolve("trust.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
    }

    private RunningServer server(String... tls) throws IOException {
        int port = RunningServer.freePort();
        var command = new ArrayList<>(
                List.of("aiosmtpd", "-n", "-l", "127.0.0.1:" + port, "-c", "aiosmtpd.handlers.Mailbox"));
        command.addAll(List.of(tls));
        command.add(folder.resolve("mail").toString());
        return RunningServer.start(folder, port, command);
    }

    private static Verdict send(RunningServer server, String host, Email.Tls tls) {
        var channel = new Email(
                "mail",
                host,
                server.port(),
                tls,
                "recount@example.org",
                List.of("oncall@example.org", "second@example.org"),
                null,
                null,
                true);
        try (var carrier = new Carrier(Clock.systemUTC())) {
            return carrier.send(
                    channel, Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("inc_1", Level.CRITICAL)));
        }
    }

    private List<String> mails() throws IOException {
        try (var files = Files.list(folder.resolve("mail").resolve("new"))) {
            return files.map(MailServerTest::read).collect(Collectors.toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void mail_arrives_whole_and_in_clear_only_where_that_is_asked_for() throws IOException {
        try (var server = server()) {
            assertThat(send(server, "localhost", Email.Tls.NONE)).isEqualTo(new Verdict.Delivered("SMTP 250"));
            assertThat(mails()).singleElement().satisfies(mail -> assertThat(mail)
                    .contains("Message-ID: <msg_1@recount>", "X-RcptTo: oncall@example.org, second@example.org")
                    .contains("an agent destroyed the volume", "Auto-Submitted: auto-generated"));
            assertThat(send(server, "localhost", Email.Tls.STARTTLS)).isInstanceOf(Verdict.Later.class);
            assertThat(send(server, "localhost", Email.Tls.IMPLICIT)).isInstanceOf(Verdict.Later.class);
            assertThat(mails()).hasSize(1);
        }
    }

    @Test
    void starttls_is_used_and_the_servers_name_is_verified() throws IOException {
        try (var server = server("--tlscert", cert(), "--tlskey", key())) {
            assertThat(send(server, "localhost", Email.Tls.STARTTLS)).isEqualTo(new Verdict.Delivered("SMTP 250"));
            assertThat(send(server, "127.0.0.1", Email.Tls.STARTTLS)).isInstanceOf(Verdict.Later.class);
            assertThat(mails()).hasSize(1);
        }
    }

    @Test
    void implicit_tls_is_used_and_the_servers_name_is_verified() throws IOException {
        try (var server = server("--smtpscert", cert(), "--smtpskey", key())) {
            assertThat(send(server, "localhost", Email.Tls.IMPLICIT)).isEqualTo(new Verdict.Delivered("SMTP 250"));
            assertThat(send(server, "127.0.0.1", Email.Tls.IMPLICIT)).isInstanceOf(Verdict.Later.class);
            assertThat(mails()).hasSize(1);
        }
    }

    private static String cert() {
        return keys.resolve("cert.pem").toString();
    }

    private static String key() {
        return keys.resolve("key.pem").toString();
    }
}
