package dev.recount.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that matched, with all its evidence; one revision of it. Same rule, group and evidence anchor: same id.
 *
 * @param id deterministic hash of rule, group and evidence anchor
 * @param revision counts from 1; a later revision replaces an earlier one
 * @param status where it stands
 * @param rule the rule that spoke
 * @param level the level after severity rules
 * @param raisedAt recorded time of the evidence that completed the match
 * @param group the fields that the evidence shares, by name
 * @param evidence event ids, in order
 * @param absent what the alert rests on the absence of
 * @param summary one sentence for a woken human
 * @param incidentId the incident it belongs to
 * @param firstEvidenceAt event time of the first evidence
 * @param lastEvidenceAt event time of the last evidence
 * @param latencyMs milliseconds from the event time of the evidence that completed the match to {@code raisedAt}
 * @param sessions session ids of the evidence
 * @param actors actor ids of the evidence
 * @param credentials credential keys of the evidence
 * @param resources resource ids of the evidence
 * @param protectionGroups protection groups of the evidence
 * @param environments resolved environments of the evidence
 * @param irreversible whether an irreversible action is among the evidence
 * @param suppressedBy what justified that nobody was alerted; empty unless this only says what was silenced
 */
public record Alert(
        String id,
        long revision,
        AlertStatus status,
        RuleRef rule,
        Level level,
        Instant raisedAt,
        Map<String, String> group,
        List<String> evidence,
        List<Absence> absent,
        @Nullable String summary,
        @Nullable String incidentId,
        Instant firstEvidenceAt,
        Instant lastEvidenceAt,
        long latencyMs,
        List<String> sessions,
        List<String> actors,
        List<String> credentials,
        List<String> resources,
        List<String> protectionGroups,
        List<String> environments,
        boolean irreversible,
        List<Suppression> suppressedBy) {
    public Alert {
        group = Map.copyOf(group);
        evidence = List.copyOf(evidence);
        absent = List.copyOf(absent);
        sessions = List.copyOf(sessions);
        actors = List.copyOf(actors);
        credentials = List.copyOf(credentials);
        resources = List.copyOf(resources);
        protectionGroups = List.copyOf(protectionGroups);
        environments = List.copyOf(environments);
        suppressedBy = List.copyOf(suppressedBy);
    }

    /** Whether it is kept for whoever asks about it, and calls for nobody: what was silenced, and what went over the budget. */
    public boolean isQuiet() {
        return !suppressedBy.isEmpty() || status == AlertStatus.SIGNAL;
    }

    /** The same alert in another incident, or in none. */
    public Alert in(@Nullable String incident) {
        return with(revision, status, absent, incident);
    }

    /** The same alert with another running number. */
    public Alert revised(long newRevision) {
        return with(newRevision, status, absent, incidentId);
    }

    /** The same alert with another standing, and what it rests on. */
    public Alert standing(AlertStatus newStatus, List<Absence> newAbsent) {
        return with(revision, newStatus, newAbsent, incidentId);
    }

    private Alert with(long revision, AlertStatus status, List<Absence> absent, @Nullable String incidentId) {
        return new Alert(
                id,
                revision,
                status,
                rule,
                level,
                raisedAt,
                group,
                evidence,
                absent,
                summary,
                incidentId,
                firstEvidenceAt,
                lastEvidenceAt,
                latencyMs,
                sessions,
                actors,
                credentials,
                resources,
                protectionGroups,
                environments,
                irreversible,
                suppressedBy);
    }
}
