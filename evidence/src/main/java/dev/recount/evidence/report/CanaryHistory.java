package dev.recount.evidence.report;

import dev.recount.event.Canary;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What became of the canaries of a range, by those receipts that somebody vouches for: anybody who writes to Kafka can make
 * one that looks so. Grows with canaries, of which there is one every few minutes.
 */
final class CanaryHistory {

    private final Predicate<Event> vouched;
    /** Whether each came back, by when it was sent; one that was given up may still come. */
    private final NavigableMap<Instant, Boolean> arrived = new TreeMap<>();

    private final Exceptions forged = new Exceptions();

    CanaryHistory(Predicate<Event> vouched) {
        this.vouched = vouched;
    }

    void add(Event receipt) {
        var sentAt = receipt.occurredAt();
        if (sentAt == null || !vouched.test(receipt)) {
            forged.add(receipt.id() + ": looks like the receipt of a canary, and nobody vouches for it");
        } else {
            arrived.merge(sentAt, receipt.phase() == Phase.HEARTBEAT, Boolean::logicalOr);
        }
    }

    long sent() {
        return arrived.size();
    }

    /** Those that did not come back, by their ids. */
    Exceptions missed() {
        var missed = new Exceptions();
        arrived.forEach((sentAt, came) -> {
            if (!came) {
                missed.add(Canary.id(sentAt) + ": did not come back");
            }
        });
        return missed;
    }

    /** Receipts that nobody vouches for. */
    Exceptions forged() {
        return forged;
    }

    /** When the first one was sent that came back. */
    Optional<Instant> first() {
        return arrived.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** When the last one was sent that came back. */
    Optional<Instant> last() {
        return arrived.descendingMap().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The longest time without one that came back.
     *
     * @param from where the range begins; if it has no beginning, it begins with the first that came back
     * @param to where it ends
     */
    Optional<Duration> longestSilence(Optional<Instant> from, Instant to) {
        var before = from.or(this::first);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        var at = before.get();
        var longest = Duration.ZERO;
        for (var canary : arrived.entrySet()) {
            if (canary.getValue()) {
                longest = longer(longest, Duration.between(at, canary.getKey()));
                at = canary.getKey();
            }
        }
        return Optional.of(longer(longest, Duration.between(at, to)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
