package dev.recount.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.runtime.settings.SettingsException;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {

    @Test
    void has_defaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new IngestSettings(
                        16 << 20, 64 << 20, 16 << 20, 131_072, Duration.ofMillis(2), Duration.ofSeconds(10)));
    }

    @Test
    void reads_every_key() {
        var settings = read(Map.of(
                "ingest.body-max", "1MiB",
                "ingest.body-memory-max", "2MiB",
                "ingest.in-flight-max", "3MiB",
                "ingest.window-ids", "5",
                "ingest.linger", "7ms",
                "ingest.delivery-timeout", "9s"));

        assertThat(settings)
                .isEqualTo(
                        new IngestSettings(1 << 20, 2 << 20, 3 << 20, 5, Duration.ofMillis(7), Duration.ofSeconds(9)));
    }

    @Test
    void names_every_mistake_at_once() {
        assertThatThrownBy(
                        () -> read(Map.of("ingest.window-ids", "0", "ingest.linger", "soon", "ingest.body-mx", "1MiB")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("--ingest-window-ids")
                .hasMessageContaining("--ingest-linger")
                .hasMessageContaining("--ingest-body-max");
    }

    private static IngestSettings read(Map<String, String> flags) {
        return IngestSettings.of(
                SettingsReader.read(IngestSettings.KEYS, IngestSettings.KEYS, List.of(SettingsSource.flags(flags))));
    }
}
