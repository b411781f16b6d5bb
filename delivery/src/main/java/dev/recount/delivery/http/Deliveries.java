package dev.recount.delivery.http;

import dev.recount.delivery.answer.Answer;
import dev.recount.delivery.card.Card;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Closed;
import dev.recount.delivery.file.FileProblem;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.retry.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the routes ask of delivery. */
public interface Deliveries {

    /**
     * A channel and how it is.
     *
     * @param closed what its target said about wanting no more; absent while it is open
     */
    record ChannelState(Channel channel, @Nullable Closed closed) {}

    /** The channels of the file in force. */
    List<ChannelState> channels();

    /** What is wrong with a version of the file that was not taken. */
    List<FileProblem> fileProblems();

    /** What was told of an incident, channel by channel; empty when there is no such incident. */
    Optional<List<Page>> pages(String incidentId);

    /** What was told of every incident that the desk holds: what changed within 30 days, or is still to be told. */
    List<Page> pages();

    /** What a woken human would read of an incident now. */
    Optional<Card> card(String incidentId);

    /** Says it again; empty when the channel was never told of the incident. */
    Optional<Page> resend(String incidentId, String channel);

    /** Says again, each as {@link #resend} does, all that a channel did not take of incidents that are not over; which pages. */
    List<Page> resendFailed(String channel);

    /** The channel of the file in force by that name. */
    Optional<Channel> channel(String name);

    /**
     * Takes in what a responder did at the channel's target; what is not about one of its pages, or is no news, is let go.
     *
     * @throws IOException when it cannot be put on record now
     */
    void take(Channel channel, Answer answer) throws IOException;

    /** Sends a test message and waits for the answer; empty when there is no such channel. */
    Optional<Verdict> test(String channel);
}
