package dev.recount.query.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PurposeTest {

    private static final String WORDS = "Prüfung – 100 % + 監査";

    @Test
    void utf_8_is_read_as_it_is() {
        assertThat(Purpose.read(new String(WORDS.getBytes(UTF_8), ISO_8859_1))).isEqualTo(WORDS);
        assertThat(Purpose.read(WORDS)).isEqualTo(WORDS);
    }

    @Test
    void an_extended_value_is_decoded() {
        assertThat(Purpose.read("utf-8''Pr%C3%BCfung+%25")).isEqualTo("Prüfung+%");
        assertThat(Purpose.read("UTF-8''50%")).isEqualTo("50%");
    }

    @Test
    void what_is_no_utf_8_is_what_browsers_send() {
        assertThat(Purpose.read("Prüfung")).isEqualTo("Prüfung");
        assertThat(Purpose.read("review of inc-1, 100% sure")).isEqualTo("review of inc-1, 100% sure");
    }
}
