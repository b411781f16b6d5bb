package dev.recount.evidence.report;

import dev.recount.evidence.erasure.Retention;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether records are kept as long as is asked for: by what is set, and by how old the oldest one is that is still there. */
final class KeepingCheck {

    /** What holds records, or what proves them; the classes of {@code retention.classes} beside. */
    private static final Set<String> RECORDS = Set.of(Topics.EVENTS.name(), Topics.CHECKPOINTS.name());

    private static final String CLASS = "class ";

    private final Population population;
    private final List<Retention> kept;
    private final Instant madeAt;

    KeepingCheck(Population population, List<Retention> kept, Instant madeAt) {
        this.population = population;
        this.kept = kept.stream()
                .filter(one -> RECORDS.contains(one.what()) || one.what().startsWith(CLASS))
                .toList();
        this.madeAt = madeAt;
    }

    Finding of(int days) {
        var shorter = new Exceptions();
        kept.stream()
                .filter(one -> one.keptFor().isPresent() && one.keptFor().get().compareTo(Duration.ofDays(days)) < 0)
                .forEach(one -> shorter.add(words(one) + ", as " + one.set() + " says"));
        var first = population.firstRecorded;
        // When something happened is said by whoever sends it; when it was recorded is not.
        long age = first == null ? 0 : Duration.between(first, madeAt).toDays();
        var verdict = age >= days ? Finding.Verdict.HOLDS : Finding.Verdict.NOT_SHOWN;
        return new Finding(
                shorter.count() > 0 ? Finding.Verdict.EXCEPTIONS : verdict,
                population.events,
                shorter.count(),
                shorter.examples(),
                "the oldest record of the range was recorded " + age + " days before this report, of " + days
                        + " asked for"
                        + (age >= days ? "" : "; a shorter range, or a younger installation, cannot show it")
                        + "; whether records between were deleted is not looked at here; it is set that "
                        + kept.stream().map(KeepingCheck::words).collect(Collectors.joining(", ")));
    }

    private static String words(Retention retention) {
        return retention.what() + " is kept "
                + retention
                        .keptFor()
                        .map(time -> "for " + time.toDays() + " days")
                        .orElse("for ever");
    }
}
