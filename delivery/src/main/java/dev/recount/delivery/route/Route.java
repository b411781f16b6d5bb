package dev.recount.delivery.route;

import dev.recount.alert.Incident;
import dev.recount.alert.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents a channel is told of. What is not given does not restrict.
 *
 * @param channel the channel's name
 * @param minLevel the least severity
 * @param environments globs, one of which must match one of the incident's
 * @param teams globs over who answers for what was touched
 * @param rules globs over the rules that spoke
 * @param quiet when nobody is woken
 */
public record Route(
        String channel,
        Level minLevel,
        List<Glob> environments,
        List<Glob> teams,
        List<Glob> rules,
        @Nullable QuietHours quiet) {
    public Route {
        environments = List.copyOf(environments);
        teams = List.copyOf(teams);
        rules = List.copyOf(rules);
    }

    /** Whether the channel is to be told of {@code incident}, which {@code owners} answer for. */
    public boolean takes(Incident incident, List<String> owners) {
        return incident.severity().compareTo(minLevel) >= 0
                && any(environments, incident.environments())
                && any(teams, owners)
                && any(rules, incident.rules());
    }

    /** When an incident of {@code severity} may be told: {@code now}, or the end of quiet hours. */
    public Instant openAt(Level severity, Instant now) {
        return quiet == null ? now : quiet.openAt(severity, now);
    }

    private static boolean any(List<Glob> globs, List<String> names) {
        return globs.isEmpty() || names.stream().anyMatch(name -> globs.stream().anyMatch(glob -> glob.matches(name)));
    }
}
