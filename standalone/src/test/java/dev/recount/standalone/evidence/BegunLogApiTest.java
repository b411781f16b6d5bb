package dev.recount.standalone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.evidence.http.BeginRoutes;
import dev.recount.evidence.log.LostLog;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SigningKey;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessTokens;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BegunLogApiTest {

    private static final SigningKey LOST = SigningKey.named("recount", SigningKey.generate(new SecureRandom()));
    private static final String WHY = "{\"why\":\"the disk is gone\"}";

    private final List<Event> recorded = new ArrayList<>();
    private Optional<LostLog> lost = Optional.of(
            new LostLog(LOST.verifier(), new Checkpoint(LOST.verifier().name(), 12, new byte[32])));
    private boolean begun;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        var fresh = SigningKey.named("recount", SigningKey.generate(new SecureRandom()));
        server = new HttpServer(
                new HttpServer.Config(new HostPort("127.0.0.1", 0), 1 << 20),
                Access.of(new AccessTokens(Arrays.stream(Role.values())
                        .map(role -> TokenEntry.of(role.label(), role, Secret.of("test-" + role.label())))
                        .toList())),
                List.of(),
                List.of(new BeginRoutes(
                        () -> lost,
                        () -> begun = true,
                        fresh.verifier().toString(),
                        recorded::add,
                        Clock.systemUTC())));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> begin(String body, Role role) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/log/begin"))
                .header("Authorization", "Bearer test-" + role.label())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        var answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        var type = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(EvidenceServer.DESCRIPTION.faults("POST", "/v1/log/begin", answer.statusCode(), type, answer.body()))
                .isEmpty();
        return answer;
    }

    @Test
    void a_new_log_is_on_record_with_what_is_lost_and_why_before_it_begins() throws Exception {
        var answer = begin(WHY, Role.ADMIN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(begun).isTrue();
        assertThat(RecordJson.MAPPER.readTree(answer.body()).at("/lost/vkey").asText())
                .isEqualTo(LOST.verifier().toString());
        assertThat(recorded).singleElement().satisfies(event -> {
            assertThat(event.action().operation()).isEqualTo("recount.begin-log");
            assertThat(event.action().summary()).contains(LOST.verifier().name());
            assertThat(event.action().arguments().text()).contains("the disk is gone", "\"size\":12");
        });
    }

    @Test
    void where_nothing_is_lost_or_no_reason_is_given_or_somebody_else_asks_nothing_begins() throws Exception {
        assertThat(begin("{}", Role.ADMIN).statusCode()).isEqualTo(400);
        assertThat(begin(WHY, Role.COMPLIANCE).statusCode()).isEqualTo(403);
        lost = Optional.empty();
        assertThat(begin(WHY, Role.ADMIN).statusCode()).isEqualTo(409);
        assertThat(begun).isFalse();
        assertThat(recorded).isEmpty();
    }
}
