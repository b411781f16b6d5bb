package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.http.DeliveryRoutes;
import dev.recount.delivery.retry.Verdict;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What channels were told of all incidents, asked over HTTP of a desk that works. */
class DeadLettersTest extends DeskHarness {

    private static final String TOKEN = "a responder's token";

    private HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void serve() throws IOException {
        var access = Access.of(new AccessTokens(List.of(TokenEntry.of("dana", Role.RESPONDER, Secret.of(TOKEN)))));
        server = new HttpServer(
                new HttpServer.Config(new HostPort("127.0.0.1", 0), 1_000),
                access,
                List.of(),
                List.of(new DeliveryRoutes(deliveries(response -> {}), Clock.systemUTC())));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + TOKEN);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        var answer = call("GET", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RecordJson.MAPPER.readTree(answer.body());
    }

    private static List<String> incidents(JsonNode list) {
        var ids = new ArrayList<String>();
        list.path("items").forEach(item -> ids.add(item.at("/incident/id").asText()));
        return ids;
    }

    /** Incidents of which the first channel is told one after the other, and what it says to each. */
    private void told(Verdict... answers) throws Exception {
        gate.release(ALL);
        use(FIRST);
        for (Verdict answer : answers) {
            int before = receipts.size();
            synchronized (verdicts) {
                verdicts.add(answer);
            }
            take(Incidents.open("inc_" + (before + 1), Level.HIGH));
            await().atMost(SOON).until(() -> receipts.size() == before + 1);
        }
        on(() -> true);
    }

    @Test
    void lists_what_a_channel_never_got_of_all_incidents_with_what_each_was_about() throws Exception {
        told(new Verdict.Delivered("HTTP 200"), new Verdict.Refused("HTTP 400"), new Verdict.Refused("HTTP 403"));

        var failed = get("/v1/deliveries?state=failed&channel=first");
        assertThat(incidents(failed)).containsExactly("inc_2", "inc_3");
        var item = failed.path("items").path(0);
        assertThat(item.path("channel").asText()).isEqualTo("first");
        assertThat(item.path("state").asText()).isEqualTo("failed");
        assertThat(item.at("/attempts/0/detail").asText()).isEqualTo("HTTP 400");
        assertThat(item.at("/incident/title").asText()).isEqualTo("an agent destroyed the volume");
        assertThat(item.at("/incident/severity").asText()).isEqualTo("high");
        assertThat(failed.path("next_cursor").isNull()).isTrue();
        assertThat(failed.path("as_of").asText()).isNotEmpty();
        assertThat(incidents(get("/v1/deliveries?state=failed&state=delivered")))
                .hasSize(3);
        assertThat(incidents(get("/v1/deliveries?state=held"))).isEmpty();
        assertThat(incidents(get("/v1/deliveries?channel=another"))).isEmpty();
    }

    @Test
    void is_read_in_parts_without_loss() throws Exception {
        told(new Verdict.Delivered("HTTP 200"), new Verdict.Refused("HTTP 400"), new Verdict.Delivered("HTTP 200"));

        var first = call("GET", "/v1/deliveries?limit=2");
        var cursor =
                RecordJson.MAPPER.readTree(first.body()).path("next_cursor").asText();
        assertThat(first.headers().firstValue("Link").orElseThrow()).contains(cursor);
        assertThat(incidents(RecordJson.MAPPER.readTree(first.body()))).containsExactly("inc_1", "inc_2");
        var second = get("/v1/deliveries?limit=2&cursor=" + cursor);
        assertThat(incidents(second)).containsExactly("inc_3");
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void refuses_what_it_does_not_know() throws Exception {
        for (String question : List.of("state=failing", "state=", "cursor=x", "limit=0", "limit=1001", "since=1")) {
            var answer = call("GET", "/v1/deliveries?" + question);
            assertThat(answer.statusCode()).as(question).isEqualTo(400);
            assertThat(answer.body()).contains(question.substring(0, question.indexOf('=')));
        }
    }

    private List<String> resent(String channel) throws Exception {
        var answer = call("POST", "/v1/channels/" + channel + "/resend");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var json = RecordJson.MAPPER.readTree(answer.body());
        var ids = new ArrayList<String>();
        json.path("incidents").forEach(id -> ids.add(id.asText()));
        assertThat(json.path("resent").asInt()).isEqualTo(ids.size());
        return ids;
    }

    @Test
    void all_that_a_channel_did_not_take_and_that_is_not_over_is_said_again_once() throws Exception {
        told(
                new Verdict.Refused("HTTP 400"),
                new Verdict.Delivered("HTTP 200"),
                new Verdict.Refused("HTTP 400"),
                new Verdict.Refused("HTTP 400"));
        take(Incidents.of("inc_4", IncidentStatus.RESOLVED, Level.HIGH, 1, Incidents.AT.plusSeconds(9)));
        await().atMost(SOON).until(() -> sent.size() == 5);
        on(() -> true);
        gate.drainPermits();

        assertThat(resent("first")).containsExactly("inc_1", "inc_3");
        assertThat(incidents(get("/v1/deliveries?state=pending"))).containsExactly("inc_1", "inc_3");
        assertThat(resent("first")).isEmpty();
        gate.release(ALL);
        await().atMost(SOON).until(() -> receipts.size() == 7);

        assertThat(ids("inc_1")).hasSize(2).containsOnly(ids("inc_1").get(0));
        assertThat(ids("inc_3")).hasSize(2).containsOnly(ids("inc_3").get(0));
        assertThat(ids("inc_2")).hasSize(1);
        assertThat(incidents(get("/v1/deliveries?state=failed"))).isEmpty();
        assertThat(resent("first")).isEmpty();
    }

    private List<String> ids(String incident) {
        return sent.stream()
                .map(Sent::message)
                .filter(message -> message.incident().id().equals(incident))
                .map(Message::id)
                .toList();
    }

    @Test
    void a_channel_that_is_no_more_cannot_be_told_again_and_one_that_never_was_is_not_found() throws Exception {
        told(new Verdict.Refused("HTTP 400"));
        use(SECOND);

        assertThat(call("POST", "/v1/channels/first/resend").statusCode()).isEqualTo(409);
        assertThat(call("POST", "/v1/channels/third/resend").statusCode()).isEqualTo(404);
        assertThat(call("POST", "/v1/channels/second/resend?all=1").statusCode())
                .isEqualTo(400);
        assertThat(resent("second")).isEmpty();
    }
}
