package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-04-24T16:41:07Z",
                "2026-04-24T16:41:07.1Z",
                "2026-04-24T16:41:07.123456789Z",
                "2024-02-29T23:59:59.999999Z",
                "2023-02-29T00:00:00Z",
                "1969-12-31T23:59:59.5Z",
                "0001-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "2026-04-24T24:00:00Z",
                "2026-04-24T16:60:00Z",
                "2026-13-01T00:00:00Z",
                "2026-04-00T00:00:00Z",
                "2026-04-24T16:41:07.Z",
                "2026-04-24T16:41:07+02:00",
                "2026-04-24 16:41:07Z",
                "yesterday",
                ""
            })
    void reads_what_the_jdk_reads(String text) {
        assertThat(Micros.parse(text)).isEqualTo(byTheJdk(text));
    }

    @Test
    void reads_any_instant_back() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            var instant = Micros.instant(random.nextLong(-62_000_000_000_000_000L, 250_000_000_000_000_000L));

            assertThat(Micros.parse(Micros.text(instant))).as("seed " + seed).isEqualTo(instant);
            assertThat(Micros.parse(instant.toString())).as("seed " + seed).isEqualTo(instant);
        }
    }

    private static Instant byTheJdk(String text) {
        try {
            var parsed = text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
            return parsed.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
                    ? null
                    : parsed.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
