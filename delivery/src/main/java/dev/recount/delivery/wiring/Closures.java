package dev.recount.delivery.wiring;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Closed;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which channels' targets want no more. Owned by the desk's thread. */
final class Closures {

    private final Map<String, Closed> byChannel = new HashMap<>();

    void put(Closed now) {
        byChannel.put(now.channel(), now);
    }

    /** What the target said; null while the channel, as it is configured now, is open. */
    @Nullable
    Closed of(Channel channel) {
        var known = byChannel.get(channel.name());
        return known != null && known.closes(channel) ? known : null;
    }
}
