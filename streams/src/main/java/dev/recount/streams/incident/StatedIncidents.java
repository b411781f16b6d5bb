package dev.recount.streams.incident;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Incidents as they were last stated, and those that have grown since. */
final class StatedIncidents {

    private final Members members;
    private final Map<String, Incident> byId = new HashMap<>();
    private final Responses responses = new Responses();
    private final Growth growth;

    /**
     * None yet.
     *
     * @param members of which incidents are made
     * @param growth when those that grow are stated again
     */
    StatedIncidents(Members members, Growth growth) {
        this.members = members;
        this.growth = growth;
    }

    /** Takes what a store kept; what it does not name yet is owed. */
    void restore(Incident incident) {
        byId.put(incident.id(), incident);
        long standing =
                members.of(incident.id()).stream().filter(Member::stands).count();
        if (standing > incident.alerts().size()) {
            growth.owe(incident.id());
        }
    }

    void restore(Response response) {
        responses.add(response);
    }

    /** States {@code id} with the alerts that stand in it. */
    Incident state(String id) {
        return state(id, members.of(id).stream().filter(Member::stands).toList());
    }

    /** States {@code id} with the alerts that are to stand in it, or with those that stood when none does. */
    Incident state(String id, List<Member> standing) {
        var assigned = members.of(id);
        growth.stated(id, assigned.size());
        var incident =
                new IncidentDraft(id, standing.isEmpty() ? assigned : standing, responses.of(id, assigned)).incident();
        byId.put(id, incident);
        return incident;
    }

    /** States {@code id}, which has one alert more, unless that can wait. */
    Optional<Incident> stateGrown(String id) {
        if (growth.isDue(id, members.count(id))) {
            return Optional.of(state(id));
        }
        growth.owe(id);
        return Optional.empty();
    }

    boolean owes(String id) {
        return growth.owes(id);
    }

    /** States {@code id} with the alerts that stand in it now, or as it was closed. */
    Optional<Incident> repeat(String id) {
        var standing = members.of(id).stream().filter(Member::stands).toList();
        return standing.isEmpty() ? get(id) : Optional.of(state(id, standing));
    }

    /** States what has waited. */
    List<Incident> stateOwed() {
        return growth.owed().stream().map(this::state).toList();
    }

    /** An incident that no group is named after any more was retracted with its alerts, or taken in by another. */
    Optional<Incident> close(String id, Set<String> current) {
        var known = byId.get(id);
        if (known == null) {
            return Optional.empty();
        }
        var into = known.alerts().stream()
                .map(members::get)
                .filter(member -> member != null && member.stands() && member.incidentId() != null)
                .map(Member::incidentId)
                .filter(current::contains)
                .findFirst();
        var closed = IncidentDraft.closed(
                known, into.isPresent() ? IncidentStatus.MERGED : IncidentStatus.RETRACTED, into.orElse(null));
        growth.forget(id);
        byId.put(id, closed);
        return Optional.of(closed);
    }

    /** The incident that {@code id} has become, through merges. */
    Optional<Incident> surviving(String id) {
        var at = id;
        Set<String> seen = new LinkedHashSet<>();
        while (seen.add(at)) {
            var incident = byId.get(at);
            if (incident == null || incident.mergedInto() == null) {
                return Optional.ofNullable(incident);
            }
            at = incident.mergedInto();
        }
        return get(at);
    }

    /** The incidents that {@code id} has taken in. */
    List<Incident> mergedInto(String id) {
        return byId.values().stream()
                .filter(incident -> id.equals(incident.mergedInto()))
                .toList();
    }

    Optional<Incident> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Every incident, in the order of their ids. */
    List<Incident> all() {
        return List.copyOf(new TreeMap<>(byId).values());
    }
}
