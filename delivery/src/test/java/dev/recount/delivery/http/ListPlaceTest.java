package dev.recount.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPlaceTest {

    @Test
    void the_latest_incident_comes_first_and_the_id_decides_within_a_moment() {
        var latest = new ListPlace(2, "inc_b/chat");
        var first = new ListPlace(1, "inc_a/chat");
        var second = new ListPlace(1, "inc_a/oncall");

        assertThat(Stream.of(second, latest, first).sorted()).containsExactly(latest, first, second);
    }

    @Test
    void a_place_survives_the_way_through_a_cursor_whatever_its_channel_is_called() {
        var place = new ListPlace(1_777_048_867_120_000L, "undelivered:büro/on call");

        assertThat(ListPlace.read(place.cursor())).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "12", "12/inc_1", "twelve\ninc_1/chat"})
    void a_cursor_that_is_not_ours_is_refused(String text) {
        var encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ListPlace.read(text)).hasMessageContaining("cursor: not one that this list gave out");
        assertThatThrownBy(() -> ListPlace.read(encoded)).hasMessageContaining("cursor:");
    }
}
