package dev.recount.delivery.desk;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Who hears that a channel could not be told: the next one in the file that is open and was not asked before. */
final class Notices {

    private Notices() {}

    /**
     * The message about {@code failed}, on the channel that it goes to; empty when nobody is left.
     *
     * @param channels in the order of the file
     * @param open whether a channel's target takes messages
     * @param asked whether there is such a message already
     */
    static Optional<Page> about(
            Page failed,
            String why,
            List<Channel> channels,
            Predicate<Channel> open,
            Predicate<Page> asked,
            Instant now) {
        var origin = failed.about() == null ? failed.channel() : failed.about();
        int at = channels.stream().map(Channel::name).toList().indexOf(failed.channel());
        for (int i = 1; i < channels.size(); i++) {
            var next = channels.get((at + i) % channels.size());
            if (open.test(next) && !next.name().equals(origin)) {
                var notice = Paging.failureNotice(failed, next.name(), failed.channel() + ": " + why, now);
                if (!asked.test(notice)) {
                    return Optional.of(notice);
                }
            }
        }
        return Optional.empty();
    }
}
