package dev.recount.delivery.desk;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Closed;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which channels' targets want no more, kept in the ledger. Owned by the desk's thread. */
final class Closures {

    private final Map<String, Closed> byChannel = new HashMap<>();
    private final Ledger ledger;

    Closures(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Takes in what was kept. */
    void learn(Closed now) {
        byChannel.put(now.channel(), now);
    }

    void close(Channel channel, Instant at, String why) {
        keep(new Closed(channel.name(), channel.fingerprint(), at, why));
    }

    void reopen(Channel channel) {
        if (of(channel) != null) {
            keep(new Closed(channel.name(), channel.fingerprint(), null, "open again"));
        }
    }

    private void keep(Closed now) {
        learn(now);
        ledger.keep(now);
    }

    /** What the target said; null while the channel, as it is configured now, is open. */
    @Nullable
    Closed of(Channel channel) {
        var known = byChannel.get(channel.name());
        return known != null && known.closes(channel) ? known : null;
    }

    boolean isOpen(Channel channel) {
        return of(channel) == null;
    }
}
