package dev.recount.delivery.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a channel's target has said that it wants no more; a value of {@code recount.deliveries}.
 *
 * @param channel its name
 * @param fingerprint of the configuration that this is about
 * @param since when; absent when the channel is open again
 * @param why what the target said
 */
public record Closed(
        String channel, String fingerprint, @Nullable Instant since, String why) {

    /** Where it lies on the topic. */
    public String id() {
        return PREFIX + channel;
    }

    /** What ids of these begin with. */
    public static final String PREFIX = "channel:";

    /** Whether {@code configured} is what the target closed. */
    public boolean closes(Channel configured) {
        return since != null && channel.equals(configured.name()) && fingerprint.equals(configured.fingerprint());
    }
}
