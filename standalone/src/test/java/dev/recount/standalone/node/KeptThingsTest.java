package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.topic.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptThingsTest {

    @ParameterizedTest
    @CsvSource({
        "delete, -1, -1, true",
        "delete, 31536000000, -1, false",
        "delete, -1, 1000000, false",
        "'compact,delete', -1, -1, true",
        "compact, 604800000, -1, true"
    })
    void a_topic_that_brokers_cut_is_not_held_and_how_to_stop_that_is_said(
            String policy, String millis, String bytes, boolean held) {
        var set = Map.of("cleanup.policy", policy, "retention.ms", millis, "retention.bytes", bytes);
        var config = new Config(set.entrySet().stream()
                .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
                .toList());

        var kept = KeptThings.kept(Topics.EVENTS, config);

        assertThat(kept.held()).isEqualTo(held);
        assertThat(kept.set().contains("retention.ms=-1 and retention.bytes=-1"))
                .isNotEqualTo(held);
    }
}
