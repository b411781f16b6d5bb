package dev.recount.streams.incident;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All alerts, indexed by what they share. */
final class Members {

    private static final LinkedAlerts NOTHING = new LinkedAlerts();

    private record RunOf(String link, Instant begin) {}

    private final Map<String, Member> byId = new HashMap<>();
    private final Map<String, LinkedAlerts> standing = new HashMap<>();
    private final Map<String, Set<String>> byIncident = new HashMap<>();

    @Nullable
    Member get(String alertId) {
        return byId.get(alertId);
    }

    void put(Member member) {
        var before = byId.put(member.id(), member);
        if (before == null || !isPlacedAlike(before, member)) {
            if (before != null && isLonger(before, member)) {
                var shorter = LinkedAlerts.Place.of(before);
                var longer = LinkedAlerts.Place.of(member);
                member.links().forEach(link -> linked(link).extend(shorter, longer));
            } else {
                relink(before, member);
            }
        }
        if (before != null && before.incidentId() != null) {
            ids(before.incidentId()).remove(member.id());
        }
        if (member.incidentId() != null) {
            ids(member.incidentId()).add(member.id());
        }
    }

    private void relink(@Nullable Member before, Member member) {
        if (before != null && before.stands()) {
            unlink(before);
        }
        if (member.stands()) {
            var place = LinkedAlerts.Place.of(member);
            member.links().forEach(link -> linked(link).add(place));
        }
    }

    private void unlink(Member member) {
        var place = LinkedAlerts.Place.of(member);
        for (String link : member.links()) {
            linked(link).remove(place);
            if (linked(link).isEmpty()) {
                standing.remove(link);
            }
        }
    }

    /** Whether nothing changes in what hangs together when the one takes the place of the other. */
    static boolean isPlacedAlike(Member one, Member other) {
        return one.stands() == other.stands()
                && LinkedAlerts.Place.of(one).equals(LinkedAlerts.Place.of(other))
                && one.links().equals(other.links());
    }

    /** Whether {@code after} only goes on for longer than {@code before}, so that it is near all that was near before. */
    static boolean isLonger(Member before, Member after) {
        return before.stands()
                && after.stands()
                && before.occasion().first().equals(after.occasion().first())
                && before.occasion().last().isBefore(after.occasion().last())
                && before.links().equals(after.links());
    }

    /** Alerts last assigned to {@code incidentId}, in order. */
    List<Member> of(String incidentId) {
        return sorted(byIncident.getOrDefault(incidentId, Set.of()));
    }

    /** How many alerts were last assigned to {@code incidentId}. */
    int count(String incidentId) {
        return byIncident.getOrDefault(incidentId, Set.of()).size();
    }

    /** The incidents of the standing alerts that {@code member} is near and shares something with. */
    Set<String> incidentsNear(Member member) {
        Set<String> incidents = new HashSet<>();
        var place = LinkedAlerts.Place.of(member);
        for (String link : member.links()) {
            for (String id : standing.getOrDefault(link, NOTHING).samples(place)) {
                var near = byId.get(id);
                if (near != null && near.incidentId() != null) {
                    incidents.add(near.incidentId());
                }
            }
        }
        return incidents;
    }

    /** The standing alerts that hang together with {@code start}, itself included, in order. Each run is looked at once. */
    List<Member> connected(Member start) {
        Set<String> seen = new LinkedHashSet<>(Set.of(start.id()));
        Set<RunOf> runs = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            var member = byId.get(open.removeFirst());
            if (member != null) {
                neighbours(member, runs).stream().filter(seen::add).forEach(open::addLast);
            }
        }
        return sorted(seen);
    }

    private List<String> neighbours(Member member, Set<RunOf> runs) {
        List<String> neighbours = new ArrayList<>();
        var place = LinkedAlerts.Place.of(member);
        for (String link : member.links()) {
            var linked = standing.getOrDefault(link, NOTHING);
            for (Instant begin : linked.runsNear(place)) {
                if (runs.add(new RunOf(link, begin))) {
                    neighbours.addAll(linked.inRun(begin));
                }
            }
        }
        return neighbours;
    }

    private List<Member> sorted(Collection<String> ids) {
        List<Member> members = new ArrayList<>();
        for (String id : ids) {
            var member = byId.get(id);
            if (member != null) {
                members.add(member);
            }
        }
        members.sort(Member.EARLIEST_FIRST);
        return members;
    }

    private LinkedAlerts linked(String link) {
        return standing.computeIfAbsent(link, ignored -> new LinkedAlerts());
    }

    private Set<String> ids(String incident) {
        return byIncident.computeIfAbsent(incident, ignored -> new HashSet<>());
    }
}
