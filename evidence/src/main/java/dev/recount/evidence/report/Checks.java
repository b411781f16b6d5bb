package dev.recount.evidence.report;

import dev.recount.alert.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Performs checks on what was counted. */
final class Checks {

    private final Population population;
    private final Instant madeAt;

    /** @param madeAt when the report is made */
    Checks(Population population, Instant madeAt) {
        this.population = population;
        this.madeAt = madeAt;
    }

    Finding perform(Check check) {
        return switch (check) {
            case AUTOMATIC -> found(population.events, "by sensor: " + population.sensors);
            case COMPLETE ->
                Finding.of(
                        population.events,
                        population.incomplete,
                        "actions without an actor, an outcome or an object are exceptions");
            case UNCHANGED -> unchanged();
            case NUMBERING -> Finding.of(population.numbered.size(), gaps(), "sessions that number their records");
            case CLOCKS ->
                Finding.of(
                        population.events,
                        population.clocks,
                        "records whose time is more than a day from when they were recorded; imports of the past are among them");
            case READS ->
                found(
                        population.reads,
                        population.readers.size() + " readers; a question asked again within a minute is one read");
            case ADMINISTRATION ->
                found(
                        population.administration.values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        "by verb: " + population.administration);
            case UNUSUAL -> unusual();
            case DETECTION_WORKS -> detection();
            case KEPT_180_DAYS -> kept(180);
            case KEPT_365_DAYS -> kept(365);
            case KEPT_2190_DAYS -> kept(2_190);
        };
    }

    private static Finding found(long count, String says) {
        return Finding.of(count, new Exceptions(), says);
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

    private Finding unusual() {
        var severe = new Exceptions();
        population.alerts.stream()
                .filter(alert -> alert.level().compareTo(Level.HIGH) >= 0)
                .forEach(alert -> severe.add(alert.id() + " " + alert.rule().id()));
        return Finding.of(
                population.events,
                severe,
                population.alerts.size() + " alerts; those of level high and above are the exceptions to evaluate");
    }

    private Finding kept(int days) {
        Instant first = population.firstRecorded;
        // When something happened is said by whoever sends it; when it was recorded is not.
        long age = first == null ? 0 : Duration.between(first, madeAt).toDays();
        boolean shown = age >= days;
        return new Finding(
                shown ? Finding.Verdict.HOLDS : Finding.Verdict.NOT_SHOWN,
                population.events,
                0,
                List.of(),
                "the oldest record of the range was recorded " + age + " days before this report, of " + days
                        + " asked for" + (shown ? "" : "; a shorter range, or a younger installation, cannot show it"));
    }
}
