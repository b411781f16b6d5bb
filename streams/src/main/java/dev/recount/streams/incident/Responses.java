package dev.recount.streams.incident;

import dev.recount.streams.detect.Digests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What responders did, by the incident that they did it with. */
final class Responses {

    private final Map<String, Map<String, Response>> byIncident = new HashMap<>();

    void add(Response response) {
        byIncident
                .computeIfAbsent(response.incidentId(), ignored -> new TreeMap<>())
                .put(response.eventId(), response);
    }

    /** Responses to the incident {@code id} under any id that one of its alerts could have given it. */
    Collection<Response> of(String id, List<Member> assigned) {
        if (byIncident.isEmpty()) {
            return List.of();
        }
        List<Response> found =
                new ArrayList<>(byIncident.getOrDefault(id, Map.of()).values());
        for (Member member : assigned) {
            var other = "inc_" + Digests.of(member.id());
            if (!other.equals(id)) {
                found.addAll(byIncident.getOrDefault(other, Map.of()).values());
            }
        }
        return found;
    }
}
