package dev.recount.query.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.reference.RegistryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words and times that detection would not understand are refused where they are declared. */
class DeclarationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RESOURCES    | {"role":"main"}                                  | /role: main (expected: one of [primary, backup, replica])
            RESOURCES    | {"body":{"label":"hush"}}                        | /label: hush (expected: one of [public, internal, confidential, secret])
            DESTINATIONS | {"trust":"low"}                                  | /trust: low (expected: one of [internal, partner, external])
            CREDENTIALS  | {"cadence":"daily"}                              | /cadence: daily (expected: a period of days or longer such as P1D or P1M)
            FREEZES      | {"start":"2026-06-02T00:00:00Z","end":"2026-06-01T00:00:00Z"} | /end: not after start
            """)
    void refuses_what_would_mean_nothing(RegistryKind kind, String body, String problem) {
        assertThatThrownBy(() -> Declaration.read(kind, "x", json(body)))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining(problem);
    }

    @Test
    void takes_the_words_that_detection_knows() {
        assertThat(Declaration.read(RegistryKind.RESOURCES, "db:x", json("{\"role\":\"backup\",\"label\":\"secret\"}"))
                        .body()
                        .text())
                .contains("\"role\":\"backup\"");
        assertThat(Declaration.read(RegistryKind.CREDENTIALS, "fp_x", json("{\"cadence\":\"P1D\"}"))
                        .body()
                        .text())
                .contains("\"cadence\":\"P1D\"");
        assertThat(Declaration.read(RegistryKind.FREEZES, "f", json("{\"start\":\"2026-06-01T00:00:00Z\"}"))
                        .body()
                        .text())
                .contains("start");
    }

    private static JsonNode json(String text) {
        try {
            return RecordJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
