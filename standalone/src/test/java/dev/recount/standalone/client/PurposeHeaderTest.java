package dev.recount.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PurposeHeaderTest {

    @Test
    void ascii_is_sent_as_it_is_and_anything_else_in_percent_encoding() {
        assertThat(PurposeHeader.value("review of inc-1: 100%")).isEqualTo("review of inc-1: 100%");
        assertThat(PurposeHeader.value("Prüfung +1")).isEqualTo("UTF-8''Pr%C3%BCfung%20%2B1");
        assertThat(PurposeHeader.value("a\r\nX-Evil: b")).isEqualTo("UTF-8''a%0D%0AX-Evil%3A%20b");
        assertThat(PurposeHeader.value("UTF-8''a")).isEqualTo("UTF-8''UTF-8%27%27a");
    }
}
