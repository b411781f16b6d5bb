package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryKeysTest {

    private static Optional<Duration> interval(String text) {
        return CanaryKeys.interval(SettingsReader.read(
                CanaryKeys.KEYS,
                CanaryKeys.KEYS,
                List.of(SettingsSource.environment(Map.of("RECOUNT_CANARY_INTERVAL", text)))));
    }

    @Test
    void sends_none_or_one_a_second_at_most() {
        assertThat(interval("0s")).isEmpty();
        assertThat(interval("1s")).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "999ms", "-1s"})
    void refuses_what_would_be_a_load(String text) {
        assertThatThrownBy(() -> interval(text))
                .hasMessageContaining("RECOUNT_CANARY_INTERVAL")
                .hasMessageContaining("1s or more");
    }
}
