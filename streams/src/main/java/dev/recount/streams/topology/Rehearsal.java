package dev.recount.streams.topology;

import dev.recount.codec.Codecs;
import dev.recount.streams.detect.RuleBook;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Takes made-up acts the way from event to incident, in memory alone. The first alert after a start may be the one that counts, and
 * should not wait until the rules are read, and all that lies between an event and its alert is loaded and compiled. What a
 * performance learns is its own and is dropped, so nothing of it reaches a topic, a store or a counter.
 */
final class Rehearsal {

    private final Codecs codecs;
    private final Supplier<RuleBook> rules;

    Rehearsal(Codecs codecs, Supplier<RuleBook> rules) {
        this.codecs = codecs;
        this.rules = rules;
    }

    /**
     * What came of a performance.
     *
     * @param alerts how often an alert was said
     * @param incidents how often an incident was
     */
    record Said(int alerts, int incidents) {

        /** Whether the acts went all the way; they do not where the rule that speaks about them was withdrawn. */
        boolean isComplete() {
            return alerts > 0 && incidents > 0;
        }
    }

    /**
     * Performs at least once, and on until it has done so {@code times} times or time is up.
     *
     * @param within counted from when the rules have been read
     * @return what the last performance came to
     */
    Said play(int times, Duration within) {
        var unused = rules.get();
        long deadline = System.nanoTime() + within.toNanos();
        var said = perform(0);
        for (int played = 1; played < times && System.nanoTime() - deadline < 0; played++) {
            said = perform(played);
        }
        return said;
    }

    private Said perform(int number) {
        return new Performance(codecs, rules, "rehearsal-" + number).said();
    }
}
