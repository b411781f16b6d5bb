package dev.recount.streams.incident;

import dev.recount.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The standing alerts of one rule in one hour of event time. Those that were raised first call for somebody, as many as the
 * budget allows; the rest are signals. Which is which is a function of the set, whatever the order it came in.
 */
final class BudgetHour {

    /** The hours of a rule that begin anew with a whole budget. */
    static final Duration LENGTH = Duration.ofHours(1);

    /** Whose hour. */
    record Key(String rule, Instant begin) {
        static Key of(Alert alert) {
            return new Key(alert.rule().id(), alert.firstEvidenceAt().truncatedTo(ChronoUnit.HOURS));
        }
    }

    private static final Comparator<Alert> RAISED_FIRST =
            Comparator.comparing(Alert::raisedAt).thenComparing(Alert::id);

    private final TreeSet<Alert> within = new TreeSet<>(RAISED_FIRST);
    private final TreeSet<Alert> beyond = new TreeSet<>(RAISED_FIRST);
    private long budget;

    /** @param allowed how many may call for somebody; the greatest number ever given counts */
    void add(Alert alert, long allowed) {
        budget = Math.max(budget, allowed);
        boolean late = !beyond.isEmpty() && RAISED_FIRST.compare(alert, beyond.first()) > 0;
        (late ? beyond : within).add(alert);
        balance();
    }

    void remove(Alert alert) {
        within.remove(alert);
        beyond.remove(alert);
        balance();
    }

    private void balance() {
        while (within.size() > budget) {
            beyond.add(within.pollLast());
        }
        while (within.size() < budget && !beyond.isEmpty()) {
            within.add(beyond.pollFirst());
        }
    }

    boolean isOver(Alert alert) {
        return beyond.contains(alert);
    }

    /** The first alert over the budget, if there is one. Where nothing is to call for anybody, nothing is over it. */
    Optional<Alert> firstOver() {
        return beyond.isEmpty() || budget == 0 ? Optional.empty() : Optional.of(beyond.first());
    }

    /** The alerts on both sides of the limit: when one comes or goes, only these change sides. */
    Stream<String> atTheLimit() {
        return Stream.concat(
                        within.descendingSet().stream().limit(1),
                        beyond.stream().limit(1))
                .map(Alert::id);
    }

    long budget() {
        return budget;
    }

    int count() {
        return within.size() + beyond.size();
    }
}
