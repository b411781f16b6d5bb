package dev.recount.streams.incident;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.streams.detect.Digests;
import dev.recount.streams.detect.Issued;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps alerts in incidents. Standing alerts that share a session, a credential or a protection group within an hour are one
 * incident, named after the earliest of them; which incidents stand is a function of the set of alerts.
 */
public final class IncidentBoard {

    private final Members members = new Members();
    private final Budgets budgets = new Budgets();
    private final StatedIncidents incidents;

    /** A board that states an incident with every alert that it grows by, as long as it is small. */
    public IncidentBoard() {
        this(new Growth(false));
    }

    private IncidentBoard(Growth growth) {
        this.incidents = new StatedIncidents(members, growth);
    }

    /** A board for those who ask in which incident each alert is: one that grows is not stated again before somebody asks for it. */
    public static IncidentBoard ofAlerts() {
        return new IncidentBoard(new Growth(true));
    }

    /**
     * What came of it.
     *
     * @param members alerts that are new, changed or in another incident now, to be kept
     * @param alerts the same, as published
     * @param incidents incidents that changed, or that were said before and are said again
     */
    public record Outcome(List<Member> members, List<Alert> alerts, List<Incident> incidents) {

        private void add(Outcome further) {
            members.addAll(further.members());
            alerts.addAll(further.alerts());
            incidents.addAll(further.incidents());
        }
    }

    /** Takes what a store kept. */
    public void restore(Member member) {
        members.put(member);
        var unused = budgets.take(member.issued());
    }

    /** Takes what a store kept, after the alerts. */
    public void restore(Incident incident) {
        incidents.restore(incident);
    }

    /** Takes what a store kept. */
    public void restore(Response response) {
        incidents.restore(response);
    }

    /** Takes in a revision of an alert; an older one than is known changes nothing and is answered with what is. */
    public Outcome accept(Issued issued) {
        var before = members.get(issued.alert().id());
        var latest = before != null
                        && before.issued().alert().revision() > issued.alert().revision()
                ? before.issued()
                : issued;
        var effect = budgets.take(latest);
        var member = new Member(
                latest,
                before == null ? null : before.incidentId(),
                budgets.isOver(latest.alert().id()));
        var joined = joins(before, member);
        members.put(member);
        var outcome = joined != null
                ? join(member, joined)
                : settle(member, before != null && before.issued().equals(latest));
        effect.alerts().forEach(other -> changeSides(other, outcome));
        effect.reports().forEach(report -> say(report, outcome));
        effect.ended().stream()
                .map(members::get)
                .filter(report -> report != null && report.stands())
                .forEach(report -> say(BudgetReport.ended(report.issued()), outcome));
        return outcome;
    }

    /**
     * The incident that {@code member} comes into without changing what else is in it: the only one that it is near, which began before
     * it, or the one that it is in and stays in. Null when more may change.
     */
    private @Nullable String joins(@Nullable Member before, Member member) {
        if (!member.stands()) {
            return null;
        }
        if (before != null) {
            boolean stays = Members.isPlacedAlike(before, member)
                    || (Members.isLonger(before, member) && isNearNoOther(before, member));
            return stays && !before.issued().equals(member.issued()) ? before.incidentId() : null;
        }
        var near = members.incidentsNear(member);
        return near.size() == 1
                ? incidents
                        .get(near.iterator().next())
                        .filter(only -> beganBefore(only, member))
                        .map(Incident::id)
                        .orElse(null)
                : null;
    }

    private boolean isNearNoOther(Member before, Member member) {
        return before.incidentId() != null && members.incidentsNear(member).equals(Set.of(before.incidentId()));
    }

    private boolean beganBefore(Incident incident, Member member) {
        var first = incident.alerts().isEmpty()
                ? null
                : members.get(incident.alerts().get(0));
        return first != null && Member.EARLIEST_FIRST.compare(first, member) < 0;
    }

    private Outcome join(Member member, String incident) {
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var placed = member.in(incident);
        members.put(placed);
        emit(placed, outcome);
        incidents.stateGrown(incident).ifPresent(outcome.incidents()::add);
        return outcome;
    }

    /** Incidents that have grown since they were last stated. */
    public Outcome flush() {
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        outcome.incidents().addAll(incidents.stateOwed());
        return outcome;
    }

    /** Whether {@link #flush} would state {@code id}: whoever keeps what is said has to remember that until then. */
    public boolean owes(String id) {
        return incidents.owes(id);
    }

    /** States {@code ids} once more as they are now, because it may have been lost that they changed. */
    public Outcome repeat(Collection<String> ids) {
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        ids.forEach(id -> incidents.repeat(id).ifPresent(outcome.incidents()::add));
        return outcome;
    }

    /** Another alert came or went, and this one is now within its rule's budget, or no longer. */
    private void changeSides(String id, Outcome outcome) {
        var member = members.get(id);
        if (member != null && member.overBudget() != budgets.isOver(id)) {
            var changed = new Member(member.issued(), member.incidentId(), !member.overBudget());
            members.put(changed);
            outcome.add(settle(changed, false));
        }
    }

    /** States what is said about a budget, unless it was said just so before. */
    private void say(Issued report, Outcome outcome) {
        var before = members.get(report.alert().id());
        var known = before == null ? 0 : before.issued().alert().revision();
        if (before == null || !before.issued().alert().equals(report.alert().revised(known))) {
            outcome.add(accept(report.with(report.alert().revised(known + 1))));
        }
    }

    /** Takes in what a responder did. */
    public Outcome accept(Response response) {
        restore(response);
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        incidents.surviving(response.incidentId()).ifPresent(incident -> outcome.incidents()
                .add(incidents.state(incident.id())));
        return outcome;
    }

    /** @param again whether nothing is new, so that everything about it is said once more: it may have been lost */
    private Outcome settle(Member changed, boolean again) {
        Map<String, Member> concerned = new LinkedHashMap<>();
        if (changed.incidentId() != null) {
            members.of(changed.incidentId()).forEach(member -> concerned.put(member.id(), member));
        }
        concerned.put(changed.id(), changed);
        var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> former = new LinkedHashSet<>();
        Set<String> current = new LinkedHashSet<>();
        Set<String> placed = new LinkedHashSet<>();
        for (Member member : concerned.values()) {
            if (member.stands() && !placed.contains(member.id())) {
                var group = members.connected(member);
                group.forEach(each -> placed.add(each.id()));
                group.forEach(each -> note(former, each.incidentId()));
                current.add(place(group, changed, again, outcome));
            }
        }
        note(former, changed.incidentId());
        if (!changed.stands()) {
            emit(changed, outcome);
        }
        former.removeAll(current);
        former.forEach(incident -> incidents.close(incident, current).ifPresent(outcome.incidents()::add));
        return outcome;
    }

    private static void note(Set<String> incidents, @Nullable String incident) {
        if (incident != null) {
            incidents.add(incident);
        }
    }

    /** Puts a connected group in its incident and gives back the incident's id. */
    private String place(List<Member> group, Member changed, boolean again, Outcome outcome) {
        var id = "inc_" + Digests.of(group.get(0).id());
        List<Member> placed = new ArrayList<>();
        for (Member member : group) {
            var now = member.in(id);
            placed.add(now);
            if (!id.equals(member.incidentId())) {
                members.put(now);
            }
            if (again || !id.equals(member.incidentId()) || member.id().equals(changed.id())) {
                emit(now, outcome);
            }
        }
        outcome.incidents().add(incidents.state(id, placed));
        if (again) {
            outcome.incidents().addAll(incidents.mergedInto(id));
        }
        return id;
    }

    private static void emit(Member member, Outcome outcome) {
        outcome.members().add(member);
        outcome.alerts().add(member.published());
    }

    /** The incident {@code id} as last stated. */
    public Optional<Incident> incident(String id) {
        return incidents.get(id);
    }

    /** Every incident as last stated, in the order of their ids. */
    public List<Incident> incidents() {
        var unused = flush();
        return incidents.all();
    }
}
