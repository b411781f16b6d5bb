package dev.recount.sigma.correlate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one correlation match by match. It knows no clock: event time advances when the caller says so. For one thread.
 *
 * <p>Whatever the order of arrival and however often a match is delivered, the firings announced and not retracted in the end
 * are those of {@link CorrelationPlan#evaluate} over all matches, as long as none came later than {@link Limits#lateness()}
 * allows; of a group with more than {@link Limits#matchesPerGroupMax()} at once, over the earliest of each rule.
 */
public final class Correlator {

    private final CorrelationPlan plan;
    private final CorrelationState state;
    private final Limits limits;
    private final long keptMicros;
    private final Deadlines deadlines = new Deadlines();
    private long watermarkMicros = Long.MIN_VALUE;
    private long duplicates;
    private long tooLate;
    private long overCap;

    /** A correlator that goes on with what the state holds. */
    public Correlator(CorrelationPlan plan, CorrelationState state, Limits limits) {
        this.plan = plan;
        this.state = state;
        this.limits = limits;
        this.keptMicros = Spans.plus(Spans.micros(plan.retention()), Spans.micros(limits.lateness()));
        for (List<String> key : state.groups()) {
            deadlines.add(deadline(state.load(key)), key);
        }
    }

    /** Takes a match. */
    public List<Change> accept(Match match) {
        CorrelationState.Group loaded = state.load(match.group());
        CorrelationState.Group group = loaded == null ? CorrelationState.Group.EMPTY : loaded;
        if (match.timeMicros() < Math.max(group.frozenMicros(), oldestAccepted())) {
            tooLate++;
            return List.of();
        }
        if (group.matches().stream().anyMatch(match::isDuplicateOf)) {
            duplicates++;
            return List.of();
        }
        List<Match> matches = new ArrayList<>(group.matches());
        matches.add(-Collections.binarySearch(matches, match) - 1, match);
        Match excess = excess(matches, match.rule());
        if (excess != null) {
            matches.remove(excess);
            overCap++;
            if (excess.equals(match)) {
                return List.of();
            }
        }
        CorrelationState.Group taken =
                new CorrelationState.Group(matches, group.firings(), group.frozenMicros(), group.open());
        List<Change> changes = update(match.group(), taken);
        long deadline = deadline(state.load(match.group()));
        if (deadline < deadline(loaded)) {
            deadlines.add(deadline, match.group());
        }
        return changes;
    }

    /**
     * What is one too many of a rule: its latest. Each rule has its own share of the bound, so that a flood of one step neither
     * pushes out the others nor what has already fired, and what is kept is the same in any order of arrival.
     */
    private @Nullable Match excess(List<Match> matches, String rule) {
        Match latest = null;
        int count = 0;
        for (Match match : matches) {
            if (match.rule().equals(rule)) {
                latest = match;
                count++;
            }
        }
        int share = Math.max(1, limits.matchesPerGroupMax() / plan.baseRules().size());
        return count > share ? latest : null;
    }

    /**
     * Advances event time: all matches up to it have arrived, but for late ones. Confirms and retracts what waited for it,
     * and forgets what cannot matter any more. It costs nothing for groups of which neither is due.
     */
    public List<Change> advance(long newWatermarkMicros) {
        if (newWatermarkMicros <= watermarkMicros) {
            return List.of();
        }
        watermarkMicros = newWatermarkMicros;
        List<Change> changes = new ArrayList<>();
        List<List<String>> later = new ArrayList<>();
        for (List<String> key = deadlines.take(watermarkMicros); key != null; key = deadlines.take(watermarkMicros)) {
            CorrelationState.Group group = state.load(key);
            if (group != null) {
                changes.addAll(update(key, group));
                forget(key);
                later.add(key);
            }
        }
        later.forEach(key -> deadlines.add(Math.max(deadline(state.load(key)), 1 + watermarkMicros), key));
        return changes;
    }

    /** When the oldest match of a group can be forgotten, or something provisional of it is decided. */
    private long deadline(CorrelationState.@Nullable Group group) {
        if (group == null || group.matches().isEmpty()) {
            return Deadlines.NEVER;
        }
        long at = Spans.plus(Spans.plus(group.matches().get(0).timeMicros(), keptMicros), 1);
        for (Firing firing : group.firings()) {
            at = firing.provisional() ? Math.min(at, firing.decidedAtMicros()) : at;
        }
        return at;
    }

    private List<Change> update(List<String> key, CorrelationState.Group group) {
        List<Firing> now = plan.evaluate(group.matches(), watermarkMicros, group.frozenMicros(), group.open());
        List<Change> changes = changes(group.firings(), now);
        state.store(key, new CorrelationState.Group(group.matches(), now, group.frozenMicros(), group.open()));
        return changes;
    }

    private static List<Change> changes(List<Firing> before, List<Firing> now) {
        Map<Long, Firing> known = new LinkedHashMap<>();
        before.forEach(firing -> known.put(firing.firstFireMicros(), firing));
        List<Change> changes = new ArrayList<>();
        for (Firing firing : now) {
            Firing old = known.remove(firing.firstFireMicros());
            if (old == null) {
                changes.add(new Change.Fired(firing));
            } else {
                compare(old, firing, changes);
            }
        }
        known.values().forEach(gone -> changes.add(0, new Change.Retracted(gone)));
        return changes;
    }

    private static void compare(Firing old, Firing firing, List<Change> changes) {
        List<Match> added = new ArrayList<>(firing.following());
        added.removeAll(new HashSet<>(old.following()));
        boolean grown = firing.following().size() == old.following().size() + added.size();
        boolean same = old.evidence().equals(firing.evidence()) && old.decidedAtMicros() == firing.decidedAtMicros();
        if (!same || !grown) {
            changes.add(new Change.Revised(firing));
        } else if (!added.isEmpty()) {
            changes.add(new Change.Continued(firing, List.copyOf(added)));
        }
        if (old.provisional() && !firing.provisional()) {
            changes.add(new Change.Confirmed(firing));
        }
    }

    /** Freezes the time before which nothing can change, and drops the matches no open window reaches back to. */
    private void forget(List<String> key) {
        CorrelationState.Group group = state.load(key);
        long frozen = oldestAccepted() - Spans.micros(plan.retention().minus(plan.lookback()));
        if (group == null || oldestAccepted() == Long.MIN_VALUE || frozen <= group.frozenMicros()) {
            return;
        }
        long oldest = frozen - Spans.micros(plan.lookback());
        boolean open = plan.heldBefore(group.matches(), frozen, group.frozenMicros(), group.open());
        List<Match> kept = group.matches().stream()
                .filter(match -> match.timeMicros() >= oldest)
                .toList();
        List<Firing> changing = group.firings().stream()
                .filter(firing -> firing.firstFireMicros() >= frozen)
                .toList();
        if (kept.isEmpty()) {
            state.remove(key);
        } else {
            state.store(key, new CorrelationState.Group(kept, changing, frozen, open));
        }
    }

    private long oldestAccepted() {
        long late = Spans.micros(limits.lateness());
        return watermarkMicros < Long.MIN_VALUE + late ? Long.MIN_VALUE : watermarkMicros - late;
    }

    /** How many matches were delivered again and taken no notice of. */
    public long duplicates() {
        return duplicates;
    }

    /** How many matches came later than allowed and were not taken. */
    public long tooLate() {
        return tooLate;
    }

    /** How many matches were left out because their rule had too many in their group. */
    public long overCap() {
        return overCap;
    }
}
