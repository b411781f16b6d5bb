package dev.recount.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that share a session, a credential or a protection group, merged. One incident is one page.
 *
 * @param id deterministic, from the earliest alert
 * @param status open, acknowledged, resolved, merged or retracted
 * @param severity the worst level of its alerts
 * @param title one sentence: what happened
 * @param openedAt event time of the first evidence
 * @param updatedAt recorded time of what changed it last
 * @param alerts alert ids, in order of their first evidence
 * @param rules ids of the rules that spoke
 * @param sessions session ids
 * @param actors actor ids
 * @param credentials credential keys
 * @param resources resource ids
 * @param protectionGroups protection groups
 * @param environments resolved environments
 * @param irreversible whether something was done that cannot be undone
 * @param recoveryLeft what recovery is left, in words; absent when unknown
 * @param acknowledgedBy who took it
 * @param mergedInto the incident that took this one in
 * @param timelineUrl path of its timeline
 */
public record Incident(
        String id,
        IncidentStatus status,
        Level severity,
        String title,
        Instant openedAt,
        Instant updatedAt,
        List<String> alerts,
        List<String> rules,
        List<String> sessions,
        List<String> actors,
        List<String> credentials,
        List<String> resources,
        List<String> protectionGroups,
        List<String> environments,
        boolean irreversible,
        @Nullable String recoveryLeft,
        @Nullable String acknowledgedBy,
        @Nullable String mergedInto,
        String timelineUrl) {
    public Incident {
        alerts = List.copyOf(alerts);
        rules = List.copyOf(rules);
        sessions = List.copyOf(sessions);
        actors = List.copyOf(actors);
        credentials = List.copyOf(credentials);
        resources = List.copyOf(resources);
        protectionGroups = List.copyOf(protectionGroups);
        environments = List.copyOf(environments);
    }
}
