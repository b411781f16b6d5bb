package dev.recount.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "Text/Plain; version=0.0.4",
                "text/plain, */*;q=0.1",
                "text/*",
                "application/openmetrics-text;q=0.2, text/plain;q=0.9"
            })
    void is_plain_text_for_those_who_ask_for_it(String accept) {
        assertThat(Exposition.of(accept)).isEqualTo(Exposition.PROMETHEUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "",
                "application/json",
                "text/plain;q=0",
                "application/openmetrics-text, text/plain",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
            })
    void is_open_metrics_for_everybody_else(String accept) {
        assertThat(Exposition.of(accept)).isEqualTo(Exposition.OPEN_METRICS);
    }

    @Test
    void is_open_metrics_where_nothing_is_asked_for() {
        assertThat(Exposition.of(null)).isEqualTo(Exposition.OPEN_METRICS);
    }
}
