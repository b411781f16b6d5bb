package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.delivery.card.Surroundings;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Sender;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static final Sender NOBODY = new Sender() {
        @Override
        public Verdict send(Channel channel, Message message) {
            throw new IllegalStateException("nothing is sent here");
        }

        @Override
        public void close() {}
    };

    private static String link(String base) {
        var ways = new Dispatch.Ways(NOBODY, Surroundings.NONE, () -> URI.create(base), Clock.systemUTC());
        return ways.link("inc_1").toString();
    }

    @Test
    void a_link_keeps_the_path_under_which_people_reach_recount() {
        assertThat(link("https://example.org")).isEqualTo("https://example.org/#inc_1");
        assertThat(link("https://example.org/")).isEqualTo("https://example.org/#inc_1");
        assertThat(link("https://example.org/recount")).isEqualTo("https://example.org/recount/#inc_1");
        assertThat(link("https://example.org/recount/")).isEqualTo("https://example.org/recount/#inc_1");
    }
}
