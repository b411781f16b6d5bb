package dev.recount.delivery.desk;

import dev.recount.delivery.card.Card;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.paging.Attempt;
import dev.recount.delivery.paging.MessageId;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.paging.Receipt;
import dev.recount.delivery.retry.Verdict;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A test message, which leaves a receipt as every attempt does: that a channel worked on a given day is evidence too. */
record Probe(Dispatch.Ways ways, Receipts receipts) {

    /**
     * Sends one, and waits for the answer.
     *
     * @param link where Recount is
     */
    Verdict of(Channel channel, URI link) {
        var begun = ways.clock().instant();
        var message = message(channel, link, begun);
        var verdict = ways.sender().send(channel, message);
        var outcome = verdict instanceof Verdict.Delivered ? Attempt.Outcome.DELIVERED : Attempt.Outcome.FAILED;
        var attempt = new Attempt(message.id(), message.type(), begun, 1, outcome, verdict.detail());
        receipts.record(Receipt.ofTest(
                channel.name(), channel.type(), attempt, ways.clock().instant()));
        return verdict;
    }

    private static Message message(Channel channel, URI link, Instant now) {
        var card = new Card(
                "TEST",
                "Recount can reach the channel " + channel.name() + ".",
                "Asked for at " + now.truncatedTo(ChronoUnit.SECONDS) + ".",
                "Nothing happened.",
                "Nothing.",
                List.of(),
                "nothing; somebody asked for this message.",
                link,
                0);
        var id = MessageId.of("test/" + channel.name(), now.toEpochMilli());
        return new Message(id, MessageType.TEST, "recount/test", null, card, true, now, null);
    }
}
