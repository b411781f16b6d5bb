package dev.recount.streams.detect;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the occasion of an alert. A rule whose window is longer than {@link Occasion#REACH} gathers for days what strangers did, each with
 * a session of their own; its alert calls for somebody because of the worst of it, and when that was.
 */
final class Occasions {

    private final AlertRule rule;
    private final Matter matter;

    Occasions(AlertRule rule, Matter matter) {
        this.rule = rule;
        this.matter = matter;
    }

    /** Whether it is another than all that the alert speaks of. */
    boolean isPart() {
        return rule.attributes().window().compareTo(Occasion.REACH) > 0;
    }

    /** The worst of the evidence, and how long those who did it went on within an hour of it. */
    Occasion worst() {
        var core = core();
        var sessions = MatchValues.sessions(core);
        var credentials = MatchValues.of(core, "credential.key");
        var groups = MatchValues.of(core, "resource.protection_group");
        var around = matter.matches().stream()
                .filter(match -> core.contains(match)
                        || isAny(match, "session.id", sessions)
                        || isAny(match, "line.id", sessions)
                        || isAny(match, "credential.key", credentials)
                        || isAny(match, "resource.protection_group", groups))
                .flatMap(Occasions::times)
                .sorted()
                .toList();
        return new Occasion(
                begin(around, core.get(0).occurredAt()),
                end(around, core.get(core.size() - 1).occurredAt()),
                sessions,
                credentials,
                groups);
    }

    /** Of the worst evidence the earliest: the match that completed it, and those before it, each within an hour of the next. */
    private List<RuleMatch> core() {
        var matches = matter.evidence().stream()
                .max(Comparator.comparing(rule::worst)
                        .thenComparing(
                                Comparator.comparing(Firings.Evidence::last).reversed())
                        .thenComparing(found -> found.matches().get(0).identity()))
                .orElseThrow()
                .matches();
        int from = matches.size() - 1;
        while (from > 0
                && isNear(matches.get(from - 1).occurredAt(), matches.get(from).occurredAt())) {
            from--;
        }
        return matches.subList(from, matches.size());
    }

    private static Stream<Instant> times(RuleMatch match) {
        return Stream.concat(
                Stream.of(match.occurredAt()), match.support().stream().map(RuleMatch.Support::occurredAt));
    }

    private static Instant begin(List<Instant> around, Instant first) {
        var begin = first;
        for (Instant at : around.stream().sorted(Collections.reverseOrder()).toList()) {
            begin = at.isBefore(begin) && isNear(at, begin) ? at : begin;
        }
        return begin;
    }

    private static Instant end(List<Instant> around, Instant last) {
        var end = last;
        for (Instant at : around) {
            end = at.isAfter(end) && isNear(end, at) ? at : end;
        }
        return end;
    }

    private static boolean isNear(Instant earlier, Instant later) {
        return !later.isAfter(earlier.plus(Occasion.REACH));
    }

    private static boolean isAny(RuleMatch match, String field, List<String> values) {
        var value = match.field(field);
        return value != null && values.contains(value);
    }
}
