package dev.recount.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorsTest {

    private final Cursors cursors = new Cursors("sixteen bytes or".getBytes(StandardCharsets.UTF_8));

    @Test
    void opens_what_it_sealed_for_the_same_question() {
        var cursor = cursors.seal("q", List.of("7", "", "ü x"));

        assertThat(cursors.open("q", cursor)).contains(List.of("7", "", "ü x"));
        assertThat(cursors.open("p", cursor)).isEmpty();
        assertThat(new Cursors(new byte[16]).open("q", cursor)).isEmpty();
    }

    @Test
    void no_changed_bit_goes_unnoticed() {
        byte[] sealed = Base64.getUrlDecoder().decode(cursors.seal("q", List.of("7", "8")));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(cursors.open("q", Base64.getUrlEncoder().encodeToString(changed)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void what_was_never_a_cursor_is_not_one() {
        for (String text : List.of("", "x", "!!", "AAAAAAAAAAAAAAAAAAAAAA", "=".repeat(9))) {
            assertThat(cursors.open("q", text)).as(text).isEmpty();
        }
        assertThatThrownBy(() -> new Cursors(new byte[15])).hasMessageContaining("15 bytes");
    }
}
