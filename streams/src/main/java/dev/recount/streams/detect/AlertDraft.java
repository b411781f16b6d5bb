package dev.recount.streams.detect;

import static java.util.Comparator.naturalOrder;

import dev.recount.alert.Absence;
import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.alert.Suppression;
import dev.recount.codec.Micros;
import dev.recount.event.Reversibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the alert of a matter. The same matter at the same time gives the same alert, revision aside. */
final class AlertDraft {

    private final AlertRule rule;
    private final GroupKey group;
    private final Matter matter;
    private final List<RuleMatch> matches;
    private final Instant now;

    AlertDraft(AlertRule rule, GroupKey group, Matter matter, Instant now) {
        this.rule = rule;
        this.group = group;
        this.matter = matter;
        this.matches = matter.matches();
        this.now = now;
    }

    /** As an alert that calls for somebody. */
    Issued issued() {
        var due = dueAt();
        boolean open = due != null && now.isBefore(due);
        return issued(
                alert(
                        "alr_" + Digests.of(group.toString(), anchor()),
                        open ? AlertStatus.PROVISIONAL : AlertStatus.CONFIRMED,
                        absences(due),
                        List.of()),
                open ? due : null);
    }

    /** As a note of what was silenced, under an id of its own: what had been raised before it is retracted beside it. */
    Issued suppressed() {
        var decided = matter.decidedAt();
        return issued(
                alert(
                        "alr_" + Digests.of("suppressed", group.toString(), anchor()),
                        AlertStatus.SUPPRESSED,
                        List.of(),
                        matter.suppressions()),
                now.isBefore(decided) ? decided : null);
    }

    private Issued issued(Alert alert, @Nullable Instant due) {
        return new Issued(
                alert,
                matter.changedAt(),
                due,
                notes(),
                matches.stream().map(RuleMatch::identity).toList(),
                rule.attributes().budget(),
                occasion(alert));
    }

    private @Nullable Occasion occasion(Alert alert) {
        var occasions = new Occasions(rule, matter);
        if (!occasions.isPart()) {
            return null;
        }
        var worst = occasions.worst();
        return worst.equals(Occasion.of(alert)) ? null : worst;
    }

    private String anchor() {
        return matches.get(0).anchor();
    }

    private Alert alert(String id, AlertStatus status, List<Absence> absent, List<Suppression> suppressedBy) {
        var first = matter.first();
        var raisedAt = first.completeAt();
        return new Alert(
                id,
                1,
                status,
                rule.ref(),
                level(),
                raisedAt,
                group.group(),
                matter.eventIds(),
                absent,
                summary(),
                null,
                matter.firstEvidenceAt(),
                matches.get(matches.size() - 1).occurredAt(),
                Math.max(0, Duration.between(first.last(), raisedAt).toMillis()),
                MatchValues.sessions(matches),
                values("actor.id"),
                values("credential.key"),
                values("resource.id"),
                values("resource.protection_group"),
                values("resource.environment"),
                matches.stream().anyMatch(AlertDraft::isIrreversible),
                suppressedBy);
    }

    private Level level() {
        return matches.stream()
                .map(rule::level)
                .max(naturalOrder())
                .orElse(rule.ref().level());
    }

    private Map<String, String> notes() {
        var notes = Notes.of(matches);
        var level = level();
        matches.stream()
                .filter(match -> rule.level(match) == level)
                .map(RuleMatch::recordedAt)
                .min(naturalOrder())
                .ifPresent(since -> notes.put(Notes.LEVEL_SINCE, Micros.text(since)));
        return notes;
    }

    private @Nullable Instant dueAt() {
        var decided = matter.decidedAt();
        if (rule.attributes().absent() != null) {
            var graceEnds = matter.first().completeAt().plus(rule.attributes().grace());
            return graceEnds.isAfter(decided) ? graceEnds : decided;
        }
        return decided.equals(Instant.MIN) ? null : decided;
    }

    private List<Absence> absences(@Nullable Instant due) {
        var absent = rule.attributes().absent();
        if (absent == null) {
            return List.of();
        }
        var states = values("approval.state");
        var reason = states.isEmpty() ? null : "as of the act: " + String.join(", ", states);
        return List.of(new Absence(absent, due, reason));
    }

    private static boolean isIrreversible(RuleMatch match) {
        return Reversibility.IRREVERSIBLE.wire().equals(match.field("action.reversibility")) && !Notes.isRefused(match);
    }

    /** In one sentence, which says so when nothing came of it. */
    private @Nullable String summary() {
        var told = told();
        return told != null && matches.stream().allMatch(Notes::isRefused) ? told + "; it was refused" : told;
    }

    private @Nullable String told() {
        var template = rule.attributes().summary();
        if (template == null) {
            return rule.ref().title();
        }
        var worst = Notes.worst(matches);
        return new Template(template)
                .fill(field -> worst.field(field) != null ? worst.field(field) : firstValue(field));
    }

    private @Nullable String firstValue(String field) {
        var values = values(field);
        return values.isEmpty() ? null : values.get(0);
    }

    private List<String> values(String field) {
        return MatchValues.of(matches, field);
    }
}
