package dev.recount.streams.detect;

import dev.recount.alert.Absence;
import dev.recount.alert.AlertStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes a match into its group and says which alerts are new, changed or retracted. What the group's alerts are depends on
 * the set of its matches alone; only the running number of a revision tells how they came about.
 */
public final class GroupFold {

    private final Supplier<RuleBook> rules;

    /** A fold with rules that stay. */
    public GroupFold(RuleBook rules) {
        this(() -> rules);
    }

    /** A fold with the rules that are in force at each moment. */
    public GroupFold(Supplier<RuleBook> rules) {
        this.rules = rules;
    }

    /**
     * What came of it.
     *
     * @param forgotten matches that made room
     * @param issued alerts to be sent on: new revisions, or all of them again when the same match came again
     * @param owed whether the group is large and was not looked at; {@link #settle} must be called soon
     */
    public record Outcome(List<RuleMatch> forgotten, List<Issued> issued, boolean owed) {}

    /** Takes in {@code match}. */
    public Outcome accept(GroupKey key, MatchGroup group, RuleMatch match, Instant now) {
        var before = group.get(match.identity());
        if (match.equals(before)) {
            settle(key, group, now);
            return new Outcome(List.of(), group.issued(), false);
        }
        List<Issued> issued = new ArrayList<>();
        var forgotten = group.leaving(match, retention(key));
        if (others(forgotten, match)) {
            issued.addAll(settle(key, group, now));
        }
        group.put(match, forgotten);
        if (before == null && forgotten.equals(List.of(match))) {
            return new Outcome(forgotten, issued, false);
        }
        boolean due = group.isDue();
        if (due) {
            issued.addAll(settle(key, group, now));
        }
        return new Outcome(forgotten, issued, !due);
    }

    /**
     * Takes in everything that is known of a group at once, which ends as taking it in one by one does.
     *
     * @param matches in the order in which they were recorded
     * @return every alert stated, retracted ones too
     */
    public List<Issued> acceptAll(GroupKey key, MatchGroup group, List<RuleMatch> matches, Instant now) {
        var retention = retention(key);
        for (RuleMatch match : matches) {
            var forgotten = group.leaving(match, retention);
            if (others(forgotten, match)) {
                settle(key, group, now);
            }
            group.put(match, forgotten);
        }
        settle(key, group, now);
        return group.issued();
    }

    /** Whether something goes beside {@code match} itself: what rests on it must have been said before. */
    private static boolean others(List<RuleMatch> forgotten, RuleMatch match) {
        return forgotten.stream().anyMatch(other -> !other.equals(match));
    }

    /**
     * Brings the group's alerts up to date with its matches and with {@code now}; gives back those that changed. What a rule
     * said that is no longer in force stays said.
     */
    public List<Issued> settle(GroupKey key, MatchGroup group, Instant now) {
        var inForce = rules.get().alertRule(key.rule());
        if (inForce.isEmpty()) {
            return List.of();
        }
        var current = current(inForce.get(), key, group, now);
        group.lookedAt();
        List<Issued> changed = new ArrayList<>();
        current.values().forEach(draft -> state(group, draft, changed));
        for (Issued earlier : group.issued()) {
            if (!current.containsKey(earlier.alert().id()) && isGone(group, earlier, current)) {
                state(group, retracted(group, earlier, current), changed);
            }
        }
        return changed;
    }

    /** What the group's matches give by now, by id: alerts, and notes of what reference data silences. */
    private static Map<String, Issued> current(AlertRule rule, GroupKey key, MatchGroup group, Instant now) {
        Map<String, Issued> current = new LinkedHashMap<>();
        var window = rule.attributes().window();
        var real = Firings.of(rule, group.all(), now);
        for (Matter matter : Matter.of(real, window)) {
            var draft = new AlertDraft(rule, key, matter, now).issued();
            current.putIfAbsent(draft.alert().id(), draft);
        }
        for (Matter matter : Matter.of(Firings.suppressed(rule, group.all(), real, now), window)) {
            var draft = new AlertDraft(rule, key, matter, now).suppressed();
            current.putIfAbsent(draft.alert().id(), draft);
        }
        return current;
    }

    /** Not when its evidence was only forgotten: what was true then stays said. */
    private static boolean isGone(MatchGroup group, Issued earlier, Map<String, Issued> current) {
        return earlier.alert().status() != AlertStatus.RETRACTED
                && (group.remembersAll(earlier)
                        || current.values().stream().anyMatch(other -> sharesEvidence(other, earlier)));
    }

    /** A note of what is silenced takes nothing over from an alert, nor an alert from it: the match itself says why. */
    private static boolean sharesEvidence(Issued one, Issued other) {
        return one.alert().isQuiet() == other.alert().isQuiet()
                && one.matches().stream().anyMatch(other.matches()::contains);
    }

    private Retention retention(GroupKey key) {
        return rules.get().alertRule(key.rule()).map(AlertRule::retention).orElse(Retention.NONE);
    }

    private static void state(MatchGroup group, Issued draft, List<Issued> changed) {
        var before = group.issued(draft.alert().id());
        var revision = before == null ? draft : revised(draft, before.alert().revision());
        if (revision.equals(before)) {
            return;
        }
        if (before != null) {
            revision = revised(draft, before.alert().revision() + 1);
        }
        group.state(revision);
        changed.add(revision);
    }

    private static Issued retracted(MatchGroup group, Issued earlier, Map<String, Issued> current) {
        var alert = earlier.alert();
        List<Absence> absent = new ArrayList<>(alert.absent());
        absent.add(retraction(group, earlier, current));
        return new Issued(
                alert.standing(AlertStatus.RETRACTED, absent),
                earlier.changedAt(),
                null,
                earlier.notes(),
                earlier.matches(),
                earlier.budget(),
                earlier.occasion());
    }

    /** Either other alerts took the evidence over, or it was withdrawn, and the withdrawal says why. */
    private static Absence retraction(MatchGroup group, Issued earlier, Map<String, Issued> current) {
        for (Issued other : current.values()) {
            if (sharesEvidence(other, earlier)) {
                return new Absence(
                        "retraction",
                        other.changedAt(),
                        "its evidence belongs to " + other.alert().id());
            }
        }
        var withdrawn = earlier.matches().stream()
                .map(group::get)
                .filter(match -> match != null && match.silence() != null)
                .max(Comparator.comparing(RuleMatch::recordedAt).thenComparing(RuleMatch::identity));
        var otherwise = earlier.alert().isQuiet()
                ? "what had silenced it no longer does"
                : "the evidence no longer satisfies the rule";
        return new Absence(
                "retraction",
                withdrawn.map(RuleMatch::recordedAt).orElse(earlier.changedAt()),
                withdrawn.map(RuleMatch::silence).orElse(otherwise));
    }

    private static Issued revised(Issued draft, long revision) {
        return draft.with(draft.alert().revised(revision));
    }
}
