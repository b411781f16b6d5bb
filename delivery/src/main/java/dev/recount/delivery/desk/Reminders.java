package dev.recount.delivery.desk;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Reminder;
import dev.recount.delivery.retry.Verdict;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Tells targets that forget what still stands, page after page, one at a time, behind everything else that waits for the
 * channel. No page changes by it and no receipt is left; a target that does not answer is left alone until the next round.
 * Owned by the desk's thread.
 */
final class Reminders {

    private final PageBook pages;
    private final Dispatch dispatch;
    private final Clock clock;
    private final Consumer<Page> lookAgain;
    /** Pages that the round has still to come to, by channel. */
    private final Map<String, Queue<Page>> rounds = new HashMap<>();

    /** @param lookAgain at a page, of which more may have become known while it was with a worker */
    Reminders(PageBook pages, Dispatch dispatch, Clock clock, Consumer<Page> lookAgain) {
        this.pages = pages;
        this.dispatch = dispatch;
        this.clock = clock;
        this.lookAgain = lookAgain;
    }

    /** Begins a round on each of {@code channels} that has come to the end of the one before. */
    void begin(List<Channel> channels) {
        for (Channel channel : channels) {
            if (!rounds.containsKey(channel.name())) {
                var all = pages.all().stream()
                        .filter(page -> page.channel().equals(channel.name()))
                        .toList();
                rounds.put(channel.name(), new ArrayDeque<>(all));
                next(channel);
            }
        }
    }

    /** Ends every round. */
    void stop() {
        rounds.clear();
    }

    private void next(Channel channel) {
        var left = rounds.getOrDefault(channel.name(), new ArrayDeque<>());
        for (var page = left.poll(); page != null; page = left.poll()) {
            if (remind(page, channel)) {
                return;
            }
        }
        rounds.remove(channel.name());
    }

    /** Whether there is something to say of the page, which then goes to a worker. */
    private boolean remind(Page listed, Channel channel) {
        var page = pages.now(listed).filter(known -> !dispatch.isUnderway(known));
        var reminder = page.flatMap(known -> Reminder.of(known, clock.instant()));
        reminder.ifPresent(message -> dispatch.remind(
                page.orElseThrow(), message, channel, verdict -> reminded(page.orElseThrow(), channel, verdict)));
        return reminder.isPresent();
    }

    private void reminded(Page page, Channel channel, Verdict verdict) {
        pages.now(page).ifPresent(lookAgain);
        if (verdict instanceof Verdict.Delivered || verdict instanceof Verdict.Refused) {
            next(channel);
        } else {
            rounds.remove(channel.name());
        }
    }
}
