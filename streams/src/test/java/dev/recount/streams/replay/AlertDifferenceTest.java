package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.event.NineSeconds;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertDifferenceTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();

    private final List<Alert> confirmed = alerts(NineSeconds.BEGIN.plus(Duration.ofDays(1)));

    @Test
    void nothing_differs_but_the_revision() {
        var detector = new Detector(RULES);
        NineSeconds.incident().forEach(detector::accept);
        detector.settle(NineSeconds.BEGIN.plus(Duration.ofDays(1)));
        assertThat(detector.alerts()).isNotEqualTo(confirmed);

        var difference = AlertDifference.of(detector.alerts(), confirmed, TimeRange.ALWAYS);

        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.same()).isEqualTo(confirmed.size());
    }

    @Test
    void names_what_is_only_here_and_only_there() {
        var first = confirmed.subList(0, 1);
        var rest = confirmed.subList(1, confirmed.size());

        assertThat(AlertDifference.of(rest, confirmed, TimeRange.ALWAYS).added())
                .isEqualTo(first);
        assertThat(AlertDifference.of(confirmed, rest, TimeRange.ALWAYS).removed())
                .isEqualTo(first);
    }

    @Test
    void names_the_fields_that_differ() {
        var provisional = alerts(NineSeconds.BEGIN.plusSeconds(10));

        assertThat(AlertDifference.of(provisional, confirmed, TimeRange.ALWAYS).changed())
                .isNotEmpty()
                .allSatisfy(pair -> {
                    assertThat(pair.before().status()).isEqualTo(AlertStatus.PROVISIONAL);
                    assertThat(pair.fields()).containsExactly("status");
                });
    }

    @Test
    void looks_only_at_what_was_complete_in_the_range() {
        var before = new TimeRange(null, NineSeconds.BEGIN);
        var since = new TimeRange(NineSeconds.BEGIN, null);

        assertThat(AlertDifference.of(List.of(), confirmed, before).isEmpty()).isTrue();
        assertThat(AlertDifference.of(List.of(), confirmed, since).added()).isEqualTo(confirmed);
    }

    private static List<Alert> alerts(Instant now) {
        return Replaying.of(RULES, NineSeconds.incident(), 3, now);
    }
}
