package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two responders see as of one moment is the same, also while events come in from everywhere. */
class FrozenAnswersTest {

    private static final String TOKEN = "the token of a test";
    private static final int SENDERS = 3;
    private static final int REQUESTS = 60;
    private static final int EVENTS = 5;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    @Test
    void an_answer_as_of_a_moment_never_changes_and_has_what_was_acknowledged_before_it() throws Exception {
        var variables = Map.of(
                "RECOUNT_DATA",
                folder.toString(),
                "RECOUNT_PORT",
                "0",
                "RECOUNT_TOKEN",
                TOKEN,
                "RECOUNT_CANARY_INTERVAL",
                "24h");
        var settings =
                SettingsReader.read(NodeKeys.KEYS, NodeKeys.KEYS, List.of(SettingsSource.environment(variables)));
        var pool = Executors.newFixedThreadPool(SENDERS);
        try (var node = Node.start(settings, EnumSet.allOf(Half.class), variables)) {
            var senders = IntStream.range(0, SENDERS)
                    .<Callable<Void>>mapToObj(sender -> () -> send(node, sender))
                    .map(pool::submit)
                    .toList();
            var read = new LinkedHashMap<String, List<String>>();
            boolean sending = true;
            while (sending) {
                sending = senders.stream().anyMatch(sender -> !sender.isDone());
                var answer = timeline(node, "");
                read.put(answer.get("as_of").textValue(), ids(answer));
            }
            for (var sender : senders) {
                sender.get();
            }
            assertThat(ids(timeline(node, ""))).hasSize(SENDERS * REQUESTS * EVENTS);
            read.forEach((asOf, ids) -> assertThat(ids(timeline(node, "&as_of=" + asOf)))
                    .as("as of %s", asOf)
                    .isEqualTo(ids));
            assertThat(timeline(node, "&as_of=2100-01-01T00:00:00Z")
                            .get("as_of")
                            .textValue())
                    .startsWith("20")
                    .isLessThan("2100");
        } finally {
            pool.shutdownNow();
        }
    }

    private Void send(Node node, int sender) throws Exception {
        for (int request = 0; request < REQUESTS; request++) {
            var lines = new StringBuilder();
            for (int event = 0; event < EVENTS; event++) {
                lines.append(line(sender + "-" + request, event));
            }
            var answer = http.send(
                    request(node, "/v1/events")
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        return null;
    }

    private static String line(String session, int event) {
        return """
                {"id":"e-%s-%d","type":"action","phase":"succeeded","occurred_at":"2026-04-24T16:00:00Z",\
                "session":{"id":"s-%s"},"actor":{"id":"agent:frozen","kind":"agent"}}
                """.formatted(session, event, session);
    }

    private JsonNode timeline(Node node, String more) {
        try {
            var request = request(node, "/v1/timeline?limit=1000&actor=agent:frozen" + more);
            return RecordJson.MAPPER.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.get("items").forEach(item -> ids.add(item.at("/event/id").textValue()));
        return ids;
    }

    private static HttpRequest.Builder request(Node node, String path) {
        return HttpRequest.newBuilder(node.uri().resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }
}
