package dev.recount.delivery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.delivery.Incidents;
import dev.recount.delivery.card.Surroundings;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Sender;
import dev.recount.event.Event;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final URI LINK = URI.create("https://recount.example/");
    private static final Channel CHANNEL = new Alertmanager("am", LINK, false);

    private final List<Message> sent = new ArrayList<>();
    private final List<Event> receipts = new ArrayList<>();

    private Verdict probe(Verdict answer) {
        var sender = new Sender() {
            @Override
            public Verdict send(Channel channel, Message message) {
                sent.add(message);
                return answer;
            }

            @Override
            public void close() {}
        };
        var clock = Clock.fixed(Incidents.AT, ZoneOffset.UTC);
        var ways = new Dispatch.Ways(sender, Surroundings.NONE, () -> LINK, clock);
        return new Probe(ways, receipts::add).of(CHANNEL, LINK);
    }

    @Test
    void a_test_message_leaves_a_receipt() {
        var delivered = new Verdict.Delivered("HTTP 200");
        assertThat(probe(delivered)).isEqualTo(delivered);

        assertThat(sent).extracting(Message::type).containsExactly(MessageType.TEST);
        assertThat(receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.labels()).containsEntry("channel", "am").containsEntry("attempt", "1");
            assertThat(receipt.correlationId()).as("it is about no incident").isNull();
            assertThat(receipt.action().error()).isNull();
            assertThat(receipt.action().operation()).isEqualTo("test");
        });
    }

    @Test
    void one_that_was_not_taken_leaves_a_receipt_that_says_so() {
        probe(new Verdict.Later("HTTP 503", null));

        assertThat(receipts).singleElement().satisfies(receipt -> assertThat(
                        receipt.action().error().toString())
                .contains("failed", "HTTP 503"));
    }
}
