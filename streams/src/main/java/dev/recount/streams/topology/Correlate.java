package dev.recount.streams.topology;

import dev.recount.streams.detect.GroupFold;
import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.MatchGroup;
import dev.recount.streams.detect.RuleMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes each match into its group, and confirms what waited for something absent when its time is over. */
final class Correlate implements Processor<String, RuleMatch, String, Issued> {

    static final String STORE = "match-groups";

    private static final char MATCH = 'm';
    private static final char ALERT = 'a';
    private static final int GROUPS_ON_HEAP = 4_096;
    private static final int GROUPS_AT_ONCE = 200;
    private static final Duration LOOKS_UP_EVERY = Duration.ofMillis(200);
    private static final Duration LOOKS_AT_FLOODS_EVERY = Duration.ofMillis(50);

    private final LiveRules rules;
    private final GroupFold fold;
    private final DetectionCounters counters;
    private final Map<String, Instant> due = new HashMap<>();
    private final Deque<String> toSettle = new ArrayDeque<>();
    /** Large groups that have grown since they were looked at. */
    private final Set<String> owed = new LinkedHashSet<>();

    private ProcessorContext<String, Issued> context;
    private State state;
    private Unsettled unsettled;
    private Recent<MatchGroup> groups;
    private long seenRules;

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    Correlate(LiveRules rules, DetectionCounters counters) {
        this.rules = rules;
        this.fold = new GroupFold(rules);
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<String, Issued> context) {
        this.context = context;
        this.state = State.of(context, STORE);
        this.unsettled = new Unsettled(state);
        this.groups = new Recent<>(GROUPS_ON_HEAP, this::load);
        state.each(ALERT, StateCodecs.ISSUED, this::await);
        context.schedule(LOOKS_UP_EVERY, PunctuationType.WALL_CLOCK_TIME, this::lookUp);
        context.schedule(LOOKS_AT_FLOODS_EVERY, PunctuationType.WALL_CLOCK_TIME, this::settleOwed);
        context.schedule(Duration.ofMillis(1), PunctuationType.WALL_CLOCK_TIME, new OnceAtStart());
    }

    /** What may have been lost is said again, as soon as forwarding is possible. */
    private final class OnceAtStart implements Punctuator {
        private boolean done;

        @Override
        public void punctuate(long nowMs) {
            if (!done) {
                done = true;
                for (String owner : unsettled.atStart()) {
                    settle(owner, Instant.ofEpochMilli(nowMs));
                    groups.get(owner).issued().forEach(issued -> forward(issued, nowMs));
                    unsettled.note(owner, nowMs);
                }
            }
        }
    }

    private MatchGroup load(String owner) {
        var group = new MatchGroup();
        state.of(MATCH, owner, StateCodecs.MATCH).forEach(match -> group.restore(match));
        state.of(ALERT, owner, StateCodecs.ISSUED).forEach(group::restore);
        return group;
    }

    @Override
    public void process(Record<String, RuleMatch> record) {
        var owner = record.key();
        var match = record.value();
        if (owner == null || match == null) {
            return;
        }
        try {
            var outcome = fold.accept(GroupKey.parse(owner), groups.get(owner), match, now());
            state.put(MATCH, owner, match.identity(), StateCodecs.MATCH, match);
            for (RuleMatch forgotten : outcome.forgotten()) {
                counters.forgottenMatches.increment();
                state.delete(MATCH, owner, forgotten.identity());
            }
            deliver(owner, outcome.issued(), record.timestamp());
            if (outcome.owed() && owed.add(owner)) {
                unsettled.note(owner, context.currentSystemTimeMs());
            }
        } catch (RuntimeException failed) {
            counters.failures.increment();
            groups.forget(owner);
            throw failed;
        }
    }

    private void deliver(String owner, List<Issued> issued, long timestamp) {
        for (Issued revision : issued) {
            state.put(ALERT, owner, revision.alert().id(), StateCodecs.ISSUED, revision);
            await(owner, revision);
            counters.alertRevisions.increment();
            forward(revision, timestamp);
        }
    }

    private void forward(Issued revision, long timestamp) {
        context.forward(new Record<>(revision.alert().id(), revision, timestamp));
    }

    /** Remembers the earliest moment at which something of the group is decided. */
    private void await(String owner, Issued revision) {
        var at = revision.dueAt();
        if (at != null) {
            due.merge(owner, at, (known, other) -> known.isBefore(other) ? known : other);
        }
    }

    private void lookUp(long nowMs) {
        var now = Instant.ofEpochMilli(nowMs);
        catchUpWithRules();
        List<String> decided = due.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        for (String owner : decided) {
            due.remove(owner);
            settle(owner, now);
        }
        for (int i = 0; i < GROUPS_AT_ONCE && !toSettle.isEmpty(); i++) {
            settle(toSettle.removeFirst(), now);
        }
        unsettled.settle(nowMs);
    }

    private void settleOwed(long nowMs) {
        var now = Instant.ofEpochMilli(nowMs);
        // Each is taken off first: one that fails must not keep those behind it waiting for ever.
        for (String owner : List.copyOf(owed)) {
            owed.remove(owner);
            settle(owner, now);
        }
    }

    private void settle(String owner, Instant now) {
        var changed = fold.settle(GroupKey.parse(owner), groups.get(owner), now);
        deliver(owner, changed, now.toEpochMilli());
        if (!changed.isEmpty()) {
            unsettled.note(owner, now.toEpochMilli());
        }
    }

    /** A rule that changed looks again at its own groups, and at no other's. */
    private void catchUpWithRules() {
        if (rules.version() != seenRules) {
            seenRules = rules.version();
            var touched = rules.touched();
            toSettle.clear();
            state.owners(MATCH).stream()
                    .filter(owner -> touched.contains(GroupKey.parse(owner).rule()))
                    .forEach(toSettle::add);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
