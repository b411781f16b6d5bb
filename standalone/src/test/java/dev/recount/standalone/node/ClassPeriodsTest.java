package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.event.EventType;
import dev.recount.runtime.settings.SettingsException;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPeriodsTest {

    private static Map<EventType, Duration> periods(String text) {
        return ClassPeriods.of(SettingsReader.read(
                NodeKeys.KEYS,
                NodeKeys.KEYS,
                List.of(SettingsSource.environment(Map.of("RECOUNT_RETENTION_CLASSES", text)))));
    }

    @Test
    void reads_a_period_for_each_class() {
        assertThat(periods("statement=30d, action=400d"))
                .isEqualTo(Map.of(EventType.STATEMENT, Duration.ofDays(30), EventType.ACTION, Duration.ofDays(400)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statement",
                "statement=0d",
                "statement=30",
                "statement=1h",
                "words=30d",
                "action=1d,action=2d",
                ","
            })
    void refuses_what_it_cannot_read_and_names_the_classes(String text) {
        assertThatThrownBy(() -> periods(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("retention.classes")
                .hasMessageContaining("statement");
    }
}
