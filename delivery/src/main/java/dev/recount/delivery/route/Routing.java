package dev.recount.delivery.route;

import dev.recount.alert.Incident;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All routes of an alerts file. */
public record Routing(List<Route> routes) {
    public Routing {
        routes = List.copyOf(routes);
    }

    /** Whether any route restricts teams. */
    public boolean asksForTeams() {
        return routes.stream().anyMatch(route -> !route.teams().isEmpty());
    }

    /** The channels to be told, in the order of the file. */
    public Set<String> channels(Incident incident, List<String> owners) {
        var names = new LinkedHashSet<String>();
        routes.stream().filter(route -> route.takes(incident, owners)).forEach(route -> names.add(route.channel()));
        return names;
    }

    /** When {@code channel} may be told: as soon as one of the routes that lead there is not quiet. */
    public Instant openAt(String channel, Incident incident, List<String> owners, Instant now) {
        return routes.stream()
                .filter(route -> route.channel().equals(channel) && route.takes(incident, owners))
                .map(route -> route.openAt(incident, now))
                .min(Instant::compareTo)
                .orElse(now);
    }
}
