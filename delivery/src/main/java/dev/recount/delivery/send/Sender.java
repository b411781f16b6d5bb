package dev.recount.delivery.send;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.retry.Verdict;

/** Carries one message to its channel, and waits for what comes of it. */
public interface Sender extends AutoCloseable {

    /** Tries once. Never throws for what the target or the network does. */
    Verdict send(Channel channel, Message message);

    /** Carries {@code message} nowhere, so that the first real one finds everything loaded. */
    default void warmUp(Message message) {}

    @Override
    void close();
}
