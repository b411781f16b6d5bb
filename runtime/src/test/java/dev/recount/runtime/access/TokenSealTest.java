package dev.recount.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenSealTest {

    private static final Instant UNTIL = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant BEFORE = UNTIL.minusSeconds(1);

    private final TokenSeal seal = new TokenSeal(new byte[32], new SecureRandom());

    @Test
    void gives_the_token_back_until_it_is_over() {
        var sealed = seal.seal("a token: ü", UNTIL);

        assertThat(seal.open(sealed, BEFORE)).contains("a token: ü");
        assertThat(seal.open(sealed, UNTIL)).isEmpty();
        assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("token");
    }

    @Test
    void seals_the_same_token_never_the_same_way_twice() {
        assertThat(seal.seal("t", UNTIL)).isNotEqualTo(seal.seal("t", UNTIL));
    }

    @Test
    void opens_nothing_that_was_changed_anywhere_or_cut() {
        var sealed = seal.seal("token", UNTIL);
        for (int at = 0; at < sealed.length() - 1; at++) {
            char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            var changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
            assertThat(seal.open(changed, BEFORE)).as(changed).isEmpty();
            assertThat(seal.open(sealed.substring(0, at), BEFORE)).isEmpty();
        }
        assertThat(seal.open("not base64!", BEFORE)).isEmpty();
    }

    @Test
    void opens_nothing_that_was_sealed_with_another_key() {
        byte[] other = new byte[32];
        other[31] = 1;

        assertThat(seal.open(new TokenSeal(other, new SecureRandom()).seal("t", UNTIL), BEFORE))
                .isEmpty();
    }
}
