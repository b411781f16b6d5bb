package dev.recount.delivery.route;

import dev.recount.alert.Incident;
import dev.recount.alert.Level;
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

    /** Whether {@code channel} may stand in for another at this level: one that no route leads to is there for that. */
    public boolean mayStandIn(String channel, Level level) {
        var leading =
                routes.stream().filter(route -> route.channel().equals(channel)).toList();
        return leading.isEmpty()
                || leading.stream().anyMatch(route -> route.minLevel().compareTo(level) <= 0);
    }

    /** When {@code channel} may be told what no route takes: as soon as one that leads there is not quiet at this level. */
    public Instant openAt(String channel, Level level, Instant now) {
        return routes.stream()
                .filter(route -> route.channel().equals(channel))
                .map(route -> route.openAt(level, now))
                .min(Instant::compareTo)
                .orElse(now);
    }

    /** When {@code channel} may be told: as soon as one of the routes that lead there is not quiet. */
    public Instant openAt(String channel, Incident incident, List<String> owners, Instant now) {
        return routes.stream()
                .filter(route -> route.channel().equals(channel) && route.takes(incident, owners))
                .map(route -> route.openAt(incident.severity(), now))
                .min(Instant::compareTo)
                .orElse(now);
    }
}
