package dev.recount.evidence.incident;

import java.time.Duration;
import java.time.Instant;

/** Time since the first event, as a timeline shows it. */
final class Elapsed {

    private Elapsed() {}

    /** {@code T+07.008}, {@code T+12:07.008}, {@code T+03:12:07.008} or {@code T+2d 03:12:07.008}. */
    static String text(Instant first, Instant at) {
        var passed = Duration.between(first, at);
        var seconds = "%02d.%03d".formatted(passed.toSecondsPart(), passed.toMillisPart());
        if (passed.toMinutes() == 0) {
            return "T+" + seconds;
        }
        var minutes = "%02d:".formatted(passed.toMinutesPart()) + seconds;
        if (passed.toHours() == 0) {
            return "T+" + minutes;
        }
        var days = passed.toDays() == 0 ? "" : passed.toDays() + "d ";
        return "T+" + days + "%02d:".formatted(passed.toHoursPart()) + minutes;
    }
}
