package dev.recount.streams.incident;

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

    private final Map<String, Member> byId = new HashMap<>();
    private final Map<String, Set<String>> byLink = new HashMap<>();
    private final Map<String, Set<String>> byIncident = new HashMap<>();

    @Nullable
    Member get(String alertId) {
        return byId.get(alertId);
    }

    void put(Member member) {
        var before = byId.put(member.id(), member);
        if (before != null) {
            before.links().forEach(link -> ids(byLink, link).remove(member.id()));
            if (before.incidentId() != null) {
                ids(byIncident, before.incidentId()).remove(member.id());
            }
        }
        member.links().forEach(link -> ids(byLink, link).add(member.id()));
        if (member.incidentId() != null) {
            ids(byIncident, member.incidentId()).add(member.id());
        }
    }

    /** Alerts last assigned to {@code incidentId}, in order. */
    List<Member> of(String incidentId) {
        return sorted(byIncident.getOrDefault(incidentId, Set.of()));
    }

    /** The standing alerts that hang together with {@code start}, itself included, in order. */
    List<Member> connected(Member start) {
        Set<String> seen = new LinkedHashSet<>(Set.of(start.id()));
        Deque<Member> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            var member = open.removeFirst();
            for (Member neighbour : neighbours(member)) {
                if (seen.add(neighbour.id())) {
                    open.addLast(neighbour);
                }
            }
        }
        return sorted(seen);
    }

    private List<Member> neighbours(Member member) {
        Set<String> ids = new HashSet<>();
        member.links().forEach(link -> ids.addAll(byLink.getOrDefault(link, Set.of())));
        List<Member> neighbours = new ArrayList<>();
        for (String id : ids) {
            var other = byId.get(id);
            if (other != null && other.stands() && other.isNear(member)) {
                neighbours.add(other);
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

    private static Set<String> ids(Map<String, Set<String>> index, String key) {
        return index.computeIfAbsent(key, ignored -> new HashSet<>());
    }
}
