package dev.recount.delivery.desk;

import dev.recount.alert.Level;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.paging.Pending;
import dev.recount.delivery.retry.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Targets that asked to be left alone, and until when: that holds for the channel, whichever message it was said to. */
final class Throttles {

    private final Map<Channel, Instant> until = new ConcurrentHashMap<>();

    /** Takes in what a target said. */
    void heed(Channel channel, Verdict verdict, Instant now) {
        if (verdict instanceof Verdict.Later later && later.after() != null) {
            until.merge(channel, now.plus(later.after()), (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /**
     * When {@code message} may go there: {@code now}, or once the target may be asked again. What raises the alarm over something
     * bad is tried once all the same, so that another channel hears of it when it is not taken.
     */
    Instant opens(Channel channel, Pending message, Instant now) {
        var end = until.get(channel);
        if (end == null || isUrgent(message)) {
            return now;
        }
        if (!end.isAfter(now)) {
            until.remove(channel, end);
            return now;
        }
        return end;
    }

    private static boolean isUrgent(Pending message) {
        return message.isAlarm()
                && message.attempts() == 0
                && message.incident().severity().compareTo(Level.HIGH) >= 0;
    }
}
