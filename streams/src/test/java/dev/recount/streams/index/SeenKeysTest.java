package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenKeysTest {

    private static final int KEYS = 20_000;

    private final SeenKeys seen = new SeenKeys(KEYS);

    @Test
    void has_every_key_that_was_noted_and_few_others() {
        for (int i = 0; i < KEYS; i++) {
            seen.note(EventKeys.byId("session-" + i, 3));
        }

        int others = 0;
        for (int i = 0; i < KEYS; i++) {
            assertThat(seen.mayHave(EventKeys.byId("session-" + i, 3))).isTrue();
            others += seen.mayHave(EventKeys.byId("session-" + i, 4)) ? 1 : 0;
        }
        assertThat(others).isLessThan(KEYS / 100);
    }

    @Test
    void has_nothing_at_first() {
        assertThat(new SeenKeys(0).mayHave(new byte[] {1})).isFalse();
    }
}
