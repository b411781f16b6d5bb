package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Holds what a server knows against what its webhook's target was told. */
final class ToldOnce {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** At most one page per incident in so long a time. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private ToldOnce() {}

    /** Every incident that stands was told, and none woke anybody twice; answers how many there are. */
    static int assertEvery(RunningRecount recount, WebhookTarget target) {
        var incidents = Stream.of("open", "acknowledged")
                .flatMap(status -> Pages.all(recount, "/v1/incidents?status=" + status).stream())
                .map(incident -> incident.path("id").asText())
                .collect(Collectors.toSet());
        assertThat(incidents).isNotEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(missing(incidents, target))
                .as("incidents that nobody was told of")
                .isEmpty());
        assertThat(target.openings())
                .as("incidents that woke somebody twice")
                .allSatisfy((incident, messages) -> assertThat(messages).hasSize(1));
        assertThat(wakings(target))
                .as("messages that woke somebody about one incident within five minutes")
                .allSatisfy((incident, times) -> assertThat(closest(times)).isGreaterThanOrEqualTo(WINDOW));
        return incidents.size();
    }

    /** When each incident woke somebody, in order; a message that came twice under its id woke them once. */
    private static Map<String, List<Instant>> wakings(WebhookTarget target) {
        Map<String, Map<String, Instant>> times = new HashMap<>();
        target.received().stream()
                .filter(each -> each.body().at("/data/page").asBoolean())
                .forEach(each -> times.computeIfAbsent(each.incident(), ignored -> new HashMap<>())
                        .put(
                                each.id(),
                                Instant.parse(each.body().path("timestamp").asText())));
        return times.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().values().stream().sorted().toList()));
    }

    private static Duration closest(List<Instant> times) {
        return IntStream.range(1, times.size())
                .mapToObj(at -> Duration.between(times.get(at - 1), times.get(at)))
                .min(Duration::compareTo)
                .orElse(WINDOW);
    }

    private static Set<String> missing(Set<String> incidents, WebhookTarget target) {
        var told = target.openings().keySet();
        return incidents.stream().filter(id -> !told.contains(id)).collect(Collectors.toSet());
    }
}
