package dev.recount.sigma.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.sigma.match.EventFields;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2020-04-30T14:27:21.049020Z, 2020-04-30T14:27:21.049020Z",
        "2020-04-30T14:27:21Z, 2020-04-30T14:27:21.000000Z",
        "2020-04-30T14:27:00Z, 2020-04-30T14:27:00.000000Z",
        "2020-04-30T14:27:21.123456789Z, 2020-04-30T14:27:21.123456Z",
        "2020-04-30T16:27:21.5+02:00, 2020-04-30T14:27:21.500000Z",
        "2020-04-30T14:27:21-0100, 2020-04-30T15:27:21.000000Z",
        "2020-04-30 14:27:21.964, 2020-04-30T14:27:21.964000Z",
        "'2020-04-30 14:27:21,964', 2020-04-30T14:27:21.964000Z",
        "2020-04-30 14:27:21 UTC, 2020-04-30T14:27:21.000000Z",
        "2020-04-30 16:27:21.5 +0200, 2020-04-30T14:27:21.500000Z",
        "30/Apr/2020:16:27:21 +0200, 2020-04-30T14:27:21.000000Z",
        "/Date(1588256841049)/, 2020-04-30T14:27:21.049000Z",
        "1588256841, 2020-04-30T14:27:21.000000Z",
        "'  1588256841 ', 2020-04-30T14:27:21.000000Z",
        "1588256841049, 2020-04-30T14:27:21.049000Z",
        "1588256841049020, 2020-04-30T14:27:21.049020Z",
        "1588256841049020123, 2020-04-30T14:27:21.049020Z",
        "1588256841.5, 2020-04-30T14:27:21.500000Z"
    })
    void reads_common_forms(String text, String expected) {
        assertThat(EventTime.text(
                        EventTime.of(EventFields.of(Map.of("time", text)), null).orElseThrow()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "           ",
                "         x",
                "x         ",
                "2020-13-01T00:00:00Z",
                "2020-04-30",
                "9999999999999999999999999",
                "1e-999999999"
            })
    void leaves_alone_what_is_no_time(String text) {
        assertThat(EventTime.of(EventFields.of(Map.of("time", text)), null)).isEmpty();
    }

    @Test
    void takes_the_named_field_only() {
        EventFields event = EventFields.of(Map.of("time", 1, "when", Map.of("at", 2)));

        assertThat(EventTime.of(event, "when.at")).hasValue(2_000_000);
        assertThat(EventTime.of(event, "other")).isEmpty();
    }

    @Test
    void says_what_is_wrong_with_a_time() {
        EventFields event = EventFields.of(Map.of("time", "yesterday", "when", 3));

        assertThat(EventTime.fault(event, "at")).isEqualTo("at: missing (expected: the time of the event)");
        assertThat(EventTime.fault(event, null)).startsWith("time: yesterday (expected: a time of RFC 3339");
        assertThat(EventTime.fault(EventFields.of(Map.of()), null))
                .startsWith("no field has a time; none of @timestamp");
    }
}
