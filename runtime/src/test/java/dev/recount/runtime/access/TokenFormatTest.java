package dev.recount.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.runtime.settings.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenFormatTest {

    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @EnumSource(Role.class)
    void makes_tokens_that_name_their_role_and_check_themselves(Role role) {
        Secret token = TokenFormat.generate(role, random);

        assertThat(token.reveal()).matches("recount_" + role.label() + "_[0-9A-Za-z]{38}");
        assertThat(TokenFormat.isMistyped(token.reveal())).isFalse();
        assertThat(TokenFormat.roleIn(token.reveal())).contains(role);
    }

    @Test
    void sees_every_single_changed_character_of_the_random_part() {
        String token = TokenFormat.generate(Role.SENDER, random).reveal();

        for (int i = "recount_sender_".length(); i < token.length(); i++) {
            char other = token.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(TokenFormat.isMistyped(token.substring(0, i) + other + token.substring(i + 1)))
                    .as("position %d of %s", i, token)
                    .isTrue();
        }
    }

    @Test
    void sees_a_token_cut_short() {
        String token = TokenFormat.generate(Role.SENDER, random).reveal();

        assertThat(TokenFormat.isMistyped(token.substring(0, token.length() - 1)))
                .isTrue();
    }

    @Test
    void says_nothing_about_tokens_of_another_shape() {
        assertThat(TokenFormat.isMistyped("chosen-by-an-operator")).isFalse();
        assertThat(TokenFormat.roleIn("chosen-by-an-operator")).isEmpty();
    }
}
