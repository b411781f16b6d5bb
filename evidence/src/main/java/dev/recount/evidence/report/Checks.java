package dev.recount.evidence.report;

import dev.recount.alert.AlertStatus;
import dev.recount.alert.Level;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.evidence.erasure.Retention;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Performs checks on what was counted. */
final class Checks {

    private static final Set<Verb> ADMINISTRATION =
            EnumSet.of(Verb.GRANT, Verb.ISSUE_CREDENTIAL, Verb.REVOKE_CREDENTIAL, Verb.CONFIGURE_AGENT);
    private static final Set<Verb> LOGS = EnumSet.of(Verb.LOG_OFF, Verb.LOG_PURGE);
    private static final Set<Verb> OBJECTS =
            EnumSet.of(Verb.CREATE, Verb.DESTROY, Verb.DESTROY_BACKUP, Verb.PURGE, Verb.RESTORE);

    private final Population population;
    private final KeepingCheck keeping;

    /**
     * What there is to look at.
     *
     * @param kept what is set to be kept for how long
     * @param madeAt when the report is made
     */
    Checks(Population population, List<Retention> kept, Instant madeAt) {
        this.population = population;
        this.keeping = new KeepingCheck(population, kept, madeAt);
    }

    Finding perform(Check check) {
        return switch (check) {
            case AUTOMATIC ->
                found(
                        population.asTheyHappened,
                        "recorded within a day of happening; the other "
                                + (population.events - population.asTheyHappened)
                                + " were recorded later, as imports of the past are, or are of people and of Recount itself;"
                                + " by sensor: " + population.sensors);
            case COMPLETE -> complete();
            case UNCHANGED -> unchanged();
            case NUMBERING -> Finding.of(population.numbered.size(), gaps(), "sessions that number their records");
            case USES ->
                Finding.of(
                        population.uses.count(),
                        population.uses.open(),
                        "sessions; one whose start or end is not in the range is an exception: it began before, is under"
                                + " way, or nobody said so");
            case CLOCKS ->
                Finding.of(
                        population.events,
                        population.clocks,
                        "records whose time is more than a day from when they were recorded; imports of the past are among them. Whether clocks"
                                + " agree more closely is not looked at");
            case READS ->
                found(
                        population.reads,
                        population.readers.size() + " readers; a question asked again within a minute is one read");
            case ADMINISTRATION -> acts(ADMINISTRATION);
            case REFUSED -> refused();
            case LOGGING -> logging();
            case OBJECTS -> acts(OBJECTS);
            case UNUSUAL -> unusual();
            case DETECTION_WORKS -> detection();
            case KEPT_180_DAYS -> keeping.of(180);
            case KEPT_365_DAYS -> keeping.of(365);
            case KEPT_2190_DAYS -> keeping.of(2_190);
        };
    }

    private static Finding found(long count, String says) {
        return Finding.of(count, new Exceptions(), says);
    }

    private Finding complete() {
        long actions =
                population.phases.values().stream().mapToLong(Long::longValue).sum();
        return Finding.of(
                population.events,
                Exceptions.of(population.incomplete, population.outcomes.missing()),
                "actions without an actor, a phase or an object, and those whose outcome is not in the range, are"
                        + " exceptions; " + population.withOrigin + " of " + actions
                        + " records of actions say which address they came from");
    }

    private Finding acts(Set<Verb> verbs) {
        var found = new TreeMap<String, Long>();
        verbs.forEach(verb -> found.put(verb.wire(), population.verbs.getOrDefault(verb, 0L)));
        return found(sum(found), "by verb: " + found);
    }

    private Finding refused() {
        long denied = population.phases.getOrDefault(Phase.DENIED, 0L);
        long failed = population.phases.getOrDefault(Phase.FAILED, 0L);
        return found(denied + failed, "actions: " + denied + " refused, " + failed + " failed");
    }

    private Finding logging() {
        var acts = acts(LOGS);
        return found(
                acts.lookedAt() + population.gaps.count(),
                acts.says() + "; " + population.gaps.count() + " records that tell of a gap in this log");
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private Finding unchanged() {
        return Finding.of(
                population.events - population.unsealed,
                population.changed,
                "each record was hashed again and held against its leaf in the signed tree; " + population.unsealed
                        + " are so new that they are not sealed yet");
    }

    private Exceptions gaps() {
        var gaps = new Exceptions();
        population.numbered.forEach((session, numbers) -> {
            if (numbers.missing() > 0) {
                gaps.add("session " + session + ": " + numbers.missing() + " missing, the first is "
                        + numbers.firstMissing());
            }
        });
        return gaps;
    }

    private Finding detection() {
        var canaries = population.canaries;
        return Finding.of(
                canaries.sent() + population.gaps.count(),
                Exceptions.of(population.gaps, canaries.missed(), canaries.forged()),
                canaries.sent() + " canaries, sent through the whole pipeline, and " + population.gaps.count()
                        + " records that tell of a gap; these, canaries that did not come back, and receipts of canaries"
                        + " that are not this installation's own are exceptions");
    }

    /** What was taken back or justified calls for nobody, and what somebody took is evaluated by them. */
    private Finding unusual() {
        var unhandled = new Exceptions();
        var severe = population
                .standing()
                .filter(alert -> alert.level().compareTo(Level.HIGH) >= 0)
                .toList();
        severe.stream()
                .filter(alert -> alert.incidentId() == null || !population.handled.contains(alert.incidentId()))
                .forEach(alert -> unhandled.add(alert.id() + " " + alert.rule().id()));
        long retracted = population.alerts.stream()
                .filter(alert -> alert.status() == AlertStatus.RETRACTED)
                .count();
        long standing = population.standing().count();
        return Finding.of(
                population.events,
                unhandled,
                population.alerts.size() + " alerts: " + standing + " stand, " + retracted + " were retracted, "
                        + (population.alerts.size() - standing - retracted)
                        + " were justified or over their rule's budget; " + severe.size()
                        + " that stand are of level high and above, of which " + (severe.size() - unhandled.count())
                        + " are in incidents that somebody acknowledged or resolved in the range; the others are the"
                        + " exceptions to evaluate");
    }
}
