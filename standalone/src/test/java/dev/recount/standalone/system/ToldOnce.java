package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what a server knows against what its webhook's target was told. */
final class ToldOnce {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        return incidents.size();
    }

    private static Set<String> missing(Set<String> incidents, WebhookTarget target) {
        var told = target.openings().keySet();
        return incidents.stream().filter(id -> !told.contains(id)).collect(Collectors.toSet());
    }
}
