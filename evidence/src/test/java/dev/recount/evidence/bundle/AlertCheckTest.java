package dev.recount.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts that stand in a bundle in a second form. */
class AlertCheckTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ocsf, alerts.ocsf.ndjson", "ocsf-1.9-preview, alerts.ocsf-1.9.ndjson", "timesketch, alerts.jsonl"})
    void they_say_what_the_first_says_and_one_that_does_not_is_named(String format, String name) throws Exception {
        try (var fixture = new BundleFixture(folder, new SplittableRandom(7))) {
            var unused = fixture.grow(3);
            var zip = Zip.of(fixture.everything(format));
            assertThat(findings(zip)).containsExactly(Finding.holds(name + " says what alerts.ndjson says"));

            zip.lines(name, lines -> List.of(lines.get(0), lines.get(1).replace("SEQ-01", "SEQ-02")));
            assertThat(findings(zip)).allMatch(found -> found.text().contains("alert 2 is the first that differs"));

            zip.lines(name, lines -> lines.subList(0, 1));
            assertThat(findings(zip)).allMatch(found -> found.verdict() == Finding.Verdict.DIFFERS);
        }
    }

    @Test
    void a_timeline_says_which_incident_an_event_is_evidence_in_and_is_held_against_the_alerts() throws Exception {
        try (var fixture = new BundleFixture(folder, new SplittableRandom(7))) {
            var unused = fixture.grow(3);
            var zip = Zip.of(fixture.everything("timesketch"));
            assertThat(zip.text("events.jsonl").lines().filter(line -> line.contains("\"incident_id\":\"inc_1\"")))
                    .hasSize(1);
            assertThat(differences(zip)).isEmpty();

            zip.lines("alerts.ndjson", lines -> List.of(lines.get(0).replace("inc_1", "inc_2")));
            assertThat(differences(zip))
                    .anyMatch(text -> text.startsWith("events.jsonl does not say what records.ndjson"));
        }
    }

    private List<String> differences(Zip zip) throws IOException, NotABundle {
        var changed = zip.write(folder.resolve("changed.zip"));
        return BundleVerification.of(changed, Optional.empty(), Optional.empty()).stream()
                .filter(found -> found.verdict() == Finding.Verdict.DIFFERS)
                .map(Finding::text)
                .toList();
    }

    @Test
    void a_format_without_a_form_of_its_own_for_them_has_nothing_to_compare() throws Exception {
        try (var fixture = new BundleFixture(folder, new SplittableRandom(7))) {
            var unused = fixture.grow(3);
            assertThat(findings(Zip.of(fixture.everything("csv")))).isEmpty();
        }
    }

    private List<Finding> findings(Zip zip) throws IOException, NotABundle {
        try (var bundle = Bundle.open(zip.write(folder.resolve("changed.zip")))) {
            return new AlertCheck(bundle).findings();
        }
    }
}
