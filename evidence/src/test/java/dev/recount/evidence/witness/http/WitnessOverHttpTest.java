package dev.recount.evidence.witness.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.tile.Disk;
import dev.recount.evidence.witness.Cosigning;
import dev.recount.evidence.witness.WatchedLogs;
import dev.recount.evidence.witness.Witness;
import dev.recount.evidence.witness.WitnessHealth;
import dev.recount.evidence.witness.WitnessState;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.settings.HostPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statuses and bodies that c2sp.org/tlog-witness gives, and a log that asks witnesses that answer, refuse and are silent. */
class WitnessOverHttpTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final SigningKey key = SigningKey.of("recount.test/log", SigningKey.generate(new SecureRandom()));
    private final SigningKey other = SigningKey.of("recount.test/other", SigningKey.generate(new SecureRandom()));
    private final SigningKey witnessKey = SigningKey.of("witness.test/w1", SigningKey.generate(new SecureRandom()));
    private final List<HttpServer> servers = new ArrayList<>();
    private EvidenceLog log;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        log = EvidenceLog.open(folder.resolve("log"), key);
    }

    @AfterEach
    void close() {
        servers.forEach(HttpServer::close);
        log.close();
    }

    private URI witness(SigningKey watched) throws IOException {
        var logs = WatchedLogs.open(folder.resolve("witness"), Disk.REAL, List.of(watched.verifier()));
        var witness = new Witness(logs, witnessKey, Clock.systemUTC());
        var server = new HttpServer(
                new HttpServer.Config(new HostPort("127.0.0.1", 0), 1 << 16),
                Access.of(token -> Optional.empty()),
                List.of(),
                List.of(new WitnessRoutes(witness)));
        servers.add(server);
        server.start();
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    private SealedLog grow(int leaves) throws IOException {
        for (int i = 0; i < leaves; i++) {
            long leaf = log.positions().getOrDefault(0, 0L);
            log.append(0, leaf, ("leaf " + leaf).getBytes(StandardCharsets.UTF_8));
        }
        return log.seal();
    }

    private static HttpResponse<String> post(URI witness, String body) throws Exception {
        var request = HttpRequest.newBuilder(witness.resolve("add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answers_have_the_statuses_and_bodies_of_the_specification() throws Exception {
        var witness = witness(key);
        var note = grow(5).note().toString();
        var strange = other.sign(new Checkpoint("recount.test/other", 5, new byte[32]).text());
        var forged = other.sign(log.sealed().checkpoint().text());

        assertThat(post(witness, "old 0\n\n" + strange).statusCode()).isEqualTo(404);
        assertThat(post(witness, "old 0\n\n" + forged).statusCode()).isEqualTo(403);
        assertThat(post(witness, "old 6\n\n" + note).statusCode()).isEqualTo(400);
        assertThat(post(witness, "old 00\n\n" + note).statusCode()).isEqualTo(400);
        assertThat(post(witness, note).statusCode()).isEqualTo(400);
        assertThat(post(witness, "old 0\n" + "A".repeat(43) + "=\n\n" + note).statusCode())
                .isEqualTo(422);

        var cosigned = post(witness, "old 0\n\n" + note);
        assertThat(cosigned.statusCode()).isEqualTo(200);
        assertThat(cosigned.body()).startsWith("\u2014 witness.test/w1 ").endsWith("\n");

        var conflict = post(witness, "old 3\n\n" + note);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).isEqualTo("5\n");
        assertThat(conflict.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
    }

    private Cosigning cosigning(List<SealedLog> published, Cosigning.Peer... peers) {
        return new Cosigning(log::sealed, key.verifier(), List.of(peers), published::add, Clock.systemUTC());
    }

    private Cosigning.Peer peer(SigningKey key, URI address, Duration timeout) {
        return new Cosigning.Peer(key.cosigner(), address.toString(), new HttpWitness(address, timeout));
    }

    private static WitnessState state(Cosigning cosigning, int witness) {
        return cosigning.states().get(witness);
    }

    @Test
    void a_log_is_cosigned_as_it_grows_and_also_after_the_witness_was_forgotten() throws Exception {
        var published = new CopyOnWriteArrayList<SealedLog>();
        var address = witness(key);
        var unused = grow(5);
        try (var cosigning = cosigning(published, peer(witnessKey, address, SOON))) {
            cosigning.start();
            await().atMost(SOON).until(() -> state(cosigning, 0).size() == 5);
            unused = grow(6);
            assertThat(cosigning.awaitShown(SOON).note().isSignedBy(witnessKey.cosigner()))
                    .isTrue();
        }
        unused = grow(2);
        try (var restarted = cosigning(published, peer(witnessKey, address, SOON))) {
            restarted.start();
            await().atMost(SOON).until(() -> state(restarted, 0).size() == 13);
            assertThat(restarted.shown().note().isSignedBy(witnessKey.cosigner()))
                    .isTrue();
        }
        assertThat(published).extracting(SealedLog::size).containsExactly(5L, 11L, 13L);
    }

    @Test
    void one_that_is_silent_or_refuses_is_seen_and_does_not_keep_others_from_cosigning() throws Exception {
        var second = SigningKey.of("witness.test/w2", SigningKey.generate(new SecureRandom()));
        var unused = grow(5);
        // Accepts connections and never answers.
        try (var silent = new ServerSocket(0);
                var cosigning = cosigning(
                        new CopyOnWriteArrayList<>(),
                        peer(witnessKey, witness(key), SOON),
                        peer(
                                second,
                                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                                Duration.ofMillis(300)))) {
            cosigning.start();
            var shown = cosigning.awaitShown(SOON);
            assertThat(shown.note().isSignedBy(witnessKey.cosigner())).isTrue();
            assertThat(shown.note().signatures()).hasSize(2);
            assertThat(state(cosigning, 1).silent()).isPositive();
            assertThat(state(cosigning, 1).fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("no answer within 300 ms"));
            assertThat(state(cosigning, 1).refuses()).isFalse();
            var health = new WitnessHealth(cosigning::states).check();
            assertThat(health.notice().orElseThrow()).contains("1 of 2 witnesses do not answer");
            assertThat(health.fault()).isEmpty();
        }
        try (var cosigning = cosigning(new CopyOnWriteArrayList<>(), peer(witnessKey, witness(other), SOON))) {
            cosigning.start();
            await().atMost(SOON).until(() -> state(cosigning, 0).refused() > 0);
            assertThat(state(cosigning, 0).fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("HTTP 404"));
            assertThat(new WitnessHealth(cosigning::states).check().notice().orElseThrow())
                    .contains("1 of 1 witnesses refuse to cosign");
        }
    }
}
