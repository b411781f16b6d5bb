package dev.recount.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.codec.Sha256;
import dev.recount.event.TestEvents;
import dev.recount.evidence.format.EventFormats;
import dev.recount.evidence.incident.IncidentCard;
import dev.recount.evidence.incident.IncidentReport;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.verdict.Finding;
import dev.recount.evidence.verdict.Finding.Verdict;
import dev.recount.evidence.witness.Quorum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles as they were written; {@code -Drecount.bundles=1000} makes more of them. */
class BundleTest {

    private static final int BUNDLES = Integer.getInteger("recount.bundles", 12);
    /** Every so many bundles the second verifier looks too; its start costs more than its work. */
    private static final int PYTHON_EVERY = 5;
    /** Every so many bundles a new log begins, or the last of a thousand would be of a long one and nothing else. */
    private static final int OF_ONE_LOG = 50;

    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @TempDir
    Path folder;

    private static List<Finding> verify(Path bundle, VerifierKey key, Optional<SignedNote> earlier)
            throws IOException, NotABundle {
        return BundleVerification.of(bundle, Optional.of(key), earlier);
    }

    @Test
    void untouched_bundles_verify_with_both_verifiers() throws Exception {
        PythonVerifier.assumeThere();
        for (int first = 0; first < BUNDLES; first += OF_ONE_LOG) {
            var log = Files.createDirectory(folder.resolve("log-" + first));
            try (var fixture = new BundleFixture(log, random)) {
                for (int i = first; i < Math.min(BUNDLES, first + OF_ONE_LOG); i++) {
                    untouched(fixture, i);
                }
            }
        }
    }

    private void untouched(BundleFixture fixture, int number) throws Exception {
        var unused = fixture.grow(random.nextInt(60));
        var format = EventFormats.names().get(number % EventFormats.names().size());
        var bundle = random.nextBoolean() ? fixture.everything(format) : fixture.some(format);
        assertThat(verify(bundle, fixture.key.verifier(), Optional.empty()))
                .as("seed %d, bundle %d", seed, number)
                .noneMatch(finding -> finding.verdict() == Verdict.DIFFERS);
        if (number % PYTHON_EVERY == 0) {
            assertThat(PythonVerifier.verify(bundle, fixture.key.verifier().toString())
                            .status())
                    .as("seed %d, bundle %d", seed, number)
                    .isZero();
        }
        Files.delete(bundle);
    }

    @Test
    void a_report_is_made_of_the_records_and_is_a_file_like_any_other() throws Exception {
        PythonVerifier.assumeThere();
        try (var fixture = new BundleFixture(folder, random)) {
            var unused = fixture.grow(20);
            var card = new IncidentCard("inc_1", "HIGH", "gone", "no", "all", List.of(), "stop", List.of());
            fixture.enclose(
                    new IncidentReport(card, List.of(), fixture.log.sealed().checkpoint(), TestEvents.T0));
            var bundle = fixture.everything("json");
            assertThat(verify(bundle, fixture.key.verifier(), Optional.empty()))
                    .noneMatch(found -> found.verdict() == Verdict.DIFFERS);
            assertThat(PythonVerifier.verify(bundle, "").status()).isZero();

            var zip = Zip.of(bundle);
            assertThat(new String(zip.files.get("report.pdf"), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-");
            zip.text("report.html", "<p>all is well</p>");
            var changed = zip.write(folder.resolve("changed.zip"));
            assertThat(verify(changed, fixture.key.verifier(), Optional.empty()))
                    .anyMatch(found ->
                            found.verdict() == Verdict.DIFFERS && found.text().contains("report.html"));
            assertThat(PythonVerifier.verify(changed, "").output()).contains("report.html");
        }
    }

    @Test
    void a_bundle_of_a_log_without_records_verifies_too() throws Exception {
        PythonVerifier.assumeThere();
        try (var fixture = new BundleFixture(folder, random)) {
            var bundle = fixture.everything("json");
            assertThat(verify(bundle, fixture.key.verifier(), Optional.empty()))
                    .noneMatch(found -> found.verdict() == Verdict.DIFFERS);
            assertThat(PythonVerifier.verify(bundle, "").status()).isZero();
        }
    }

    @Test
    void everything_is_told_from_a_selection_and_a_key_in_the_bundle_from_one_that_is_trusted() throws Exception {
        try (var fixture = new BundleFixture(folder, random)) {
            var unused = fixture.grow(50);
            assertThat(verify(fixture.everything("json"), fixture.key.verifier(), Optional.empty()))
                    .anyMatch(found ->
                            found.verdict() == Verdict.HOLDS && found.text().contains("no leaf is missing"));
            assertThat(BundleVerification.of(fixture.some("json"), Optional.empty(), Optional.empty()))
                    .anyMatch(found ->
                            found.verdict() == Verdict.UNKNOWN && found.text().contains("selection"))
                    .anyMatch(found ->
                            found.verdict() == Verdict.UNKNOWN && found.text().contains("--key"));
        }
    }

    @Test
    void a_rule_whose_text_is_not_there_any_more_is_named_with_its_digest() throws Exception {
        try (var fixture = new BundleFixture(folder, random)) {
            var unused = fixture.grow(5);
            var missing = BundleFixture.MISSING;
            assertThat(verify(fixture.everything("json"), fixture.key.verifier(), Optional.empty()))
                    .anyMatch(found -> found.verdict() == Verdict.UNKNOWN
                            && found.text().contains("rule " + missing.rule() + " said when it raised 3 of the alerts")
                            && found.text().contains(missing.version()));
        }
    }

    @Test
    void a_checkpoint_that_was_kept_tells_a_log_that_goes_on_from_one_that_was_rolled_back_or_rewritten()
            throws Exception {
        try (var fixture = new BundleFixture(folder, random)) {
            var early = fixture.grow(40).note();
            var first = fixture.everything("json");
            var late = fixture.grow(30);
            var key = fixture.key.verifier();
            assertThat(verify(fixture.everything("json"), key, Optional.of(early)))
                    .anyMatch(found -> found.text().contains("continues the earlier checkpoint"));
            assertThat(verify(first, key, Optional.of(late.note())))
                    .anyMatch(found ->
                            found.verdict() == Verdict.DIFFERS && found.text().contains("rolled back"));
            var other = new Checkpoint(key.name(), 40, late.checkpoint().root());
            assertThat(verify(fixture.everything("json"), key, Optional.of(fixture.key.sign(other.text()))))
                    .anyMatch(found ->
                            found.verdict() == Verdict.DIFFERS && found.text().contains("rewritten"));
            assertThat(verify(fixture.some("json"), key, Optional.of(early)))
                    .anyMatch(found ->
                            found.verdict() == Verdict.UNKNOWN && found.text().contains("continues"));
        }
    }

    @Test
    void the_second_verifier_tells_so_too() throws Exception {
        PythonVerifier.assumeThere();
        try (var fixture = new BundleFixture(folder, random)) {
            var early = kept("early", fixture.grow(40).note().toString());
            var first = fixture.everything("json");
            var late = fixture.grow(30);
            var other = new Checkpoint(
                    late.checkpoint().origin(), 40, late.checkpoint().root());
            var rewritten = kept("rewritten", fixture.key.sign(other.text()).toString());
            var stranger = kept("stranger", "nothing signed\n");
            var second = fixture.everything("json");

            assertThat(earlier(fixture, second, early).status()).isZero();
            assertThat(earlier(fixture, second, early).output())
                    .startsWith("everything that was checked holds\n")
                    .doesNotContain("whether the key", "events.*", "the log", "selection");
            var selection = earlier(fixture, fixture.some("json"), early);
            assertThat(selection.status()).isZero();
            assertThat(selection.output())
                    .contains("UNKNOWN  whether this selection is complete")
                    .contains("UNKNOWN  whether the log continues the earlier checkpoint");
            assertThat(earlier(fixture, first, kept("late", late.note().toString()))
                            .output())
                    .contains("rolled back: it had 70 leaves and now has 40");
            assertThat(earlier(fixture, second, rewritten).output()).contains("the earlier checkpoint differs");
            assertThat(earlier(fixture, second, stranger).status()).isEqualTo(2);
        }
    }

    @Test
    void an_earlier_checkpoint_that_somebody_else_signed_is_told_with_and_without_a_trusted_key() throws Exception {
        PythonVerifier.assumeThere();
        var stranger = SigningKey.named("recount.test", SigningKey.generate(new SecureRandom()));
        try (var fixture = new BundleFixture(folder, random)) {
            var forged = stranger.sign(fixture.grow(20).checkpoint().text());
            var unused = fixture.grow(20);
            var bundle = fixture.everything("json");
            for (var trusted : List.of(Optional.of(fixture.key.verifier()), Optional.<VerifierKey>empty())) {
                assertThat(BundleVerification.of(bundle, trusted, Optional.of(forged)))
                        .filteredOn(finding -> finding.verdict() == Verdict.DIFFERS)
                        .extracting(Finding::text)
                        .singleElement()
                        .asString()
                        .contains("the earlier checkpoint is not signed by "
                                + fixture.key.verifier().name());
                var key = trusted.map(VerifierKey::toString).orElse("");
                var answer = PythonVerifier.verify(
                        bundle,
                        key,
                        "--earlier",
                        kept("forged", forged.toString()).toString());
                assertThat(answer.status()).isEqualTo(1);
                assertThat(answer.output()).contains("DIFFERS  the earlier checkpoint: not signed by");
            }
        }
    }

    @Test
    void the_second_verifier_says_what_it_cannot_know() throws Exception {
        PythonVerifier.assumeThere();
        try (var fixture = new BundleFixture(folder, random)) {
            var unused = fixture.grow(9);
            var answer = PythonVerifier.verify(fixture.everything("csv"), "");
            assertThat(answer.status()).isZero();
            assertThat(answer.output())
                    .contains("UNKNOWN  whether the key is the log's", "UNKNOWN  whether events.* says", "alerts")
                    .contains("UNKNOWN  whether the log was rolled back", "UNKNOWN  whether anybody else saw")
                    .contains("UNKNOWN  whether the events were true");
        }
    }

    /** What only who holds the log's key can do: events beside the records, under a manifest that fits them. */
    @Test
    void lines_that_are_added_to_or_dropped_from_the_events_are_named_also_where_the_log_signed_them()
            throws Exception {
        PythonVerifier.assumeThere();
        try (var fixture = new BundleFixture(folder, random)) {
            var unused = fixture.grow(9);
            for (boolean added : List.of(true, false)) {
                var zip = Zip.of(fixture.everything("json"));
                zip.lines("events.ndjson", lines -> {
                    if (added) {
                        lines.add("{\"id\":\"planted\"}");
                    } else {
                        lines.remove(lines.size() - 1);
                    }
                    return lines;
                });
                zip.fitManifest();
                var manifest = Sha256.hex(zip.files.get("manifest.json"));
                zip.text(
                        "manifest.sig",
                        fixture.key.sign(BundleFiles.signatureText(manifest)).toString());
                var bundle = zip.write(folder.resolve("signed-" + added + ".zip"));
                assertThat(verify(bundle, fixture.key.verifier(), Optional.empty()))
                        .anyMatch(found -> found.verdict() == Verdict.DIFFERS
                                && found.text().contains("events.ndjson"));
                var answer =
                        PythonVerifier.verify(bundle, fixture.key.verifier().toString());
                assertThat(answer.output()).contains("DIFFERS  events.ndjson").doesNotContain("DIFFERS  manifest");
            }
        }
    }

    private Path kept(String name, String note) throws IOException {
        return Files.writeString(folder.resolve(name), note);
    }

    private static PythonVerifier.Answer earlier(BundleFixture fixture, Path bundle, Path earlier) throws IOException {
        return PythonVerifier.verify(bundle, fixture.key.verifier().toString(), "--earlier", earlier.toString());
    }

    @Test
    void cosignatures_are_asked_for_by_both_verifiers() throws Exception {
        PythonVerifier.assumeThere();
        var first = SigningKey.named("witness.test/1", SigningKey.generate(new SecureRandom()));
        var second = SigningKey.named("witness.test/2", SigningKey.generate(new SecureRandom()));
        try (var fixture = new BundleFixture(folder, random)) {
            var unused = fixture.grow(20);
            var both = fixture.cosigned(first, second);
            var one = fixture.cosigned(first);
            var forged = fixture.cosigned(first, second);
            var zip = Zip.of(forged);
            var note = SignedNote.parse(zip.text("checkpoint"));
            var older = fixture.key.sign(note.text() + "extension\n");
            zip.text(
                    "checkpoint",
                    note.only(fixture.key.verifier())
                            .with(List.of(first.cosign(older, Instant.EPOCH)))
                            .toString());
            forged = zip.write(folder.resolve("forged.zip"));

            assertWitnessed(fixture, both, 2, true, first, second);
            assertWitnessed(fixture, one, 1, true, first, second);
            assertWitnessed(fixture, one, 2, false, first, second);
            var twice = List.of(first.cosigner(), first.cosigner());
            assertThatThrownBy(() -> new Quorum(twice, 2)).hasMessageContaining("named twice");
            assertWitnessed(fixture, fixture.everything("json"), 1, false, first);
            assertWitnessed(fixture, forged, 1, false, first);
        }
    }

    private static void assertWitnessed(
            BundleFixture fixture, Path bundle, int least, boolean holds, SigningKey... witnesses) throws Exception {
        var key = fixture.key.verifier();
        var keys = Stream.of(witnesses).map(SigningKey::cosigner).toList();
        var found = BundleVerification.of(bundle, Optional.of(key), Optional.empty(), new Quorum(keys, least));
        assertThat(found.stream()
                        .filter(finding -> finding.verdict() == Verdict.DIFFERS)
                        .anyMatch(finding -> finding.text().contains("cosign")))
                .isEqualTo(!holds);
        var options = new ArrayList<>(List.of("--quorum", Integer.toString(least)));
        keys.forEach(witness -> options.addAll(List.of("--witness", witness.toString())));
        var answer = PythonVerifier.verify(bundle, key.toString(), options.toArray(String[]::new));
        assertThat(answer.output().contains("checkpoint: the number of witnesses"))
                .isEqualTo(!holds);
    }

    @Test
    void a_second_history_under_the_logs_own_key_is_told_by_a_kept_checkpoint_and_by_a_witness() throws Exception {
        PythonVerifier.assumeThere();
        var witness = SigningKey.named("witness.test/1", SigningKey.generate(new SecureRandom()));
        try (var fixture = new BundleFixture(folder.resolve("a"), random);
                var rewritten = new BundleFixture(folder.resolve("b"), random, fixture.key)) {
            var kept = fixture.grow(40);
            var unused = rewritten.grow(45);
            var bundle = rewritten.everything("json");
            assertThat(verify(bundle, fixture.key.verifier(), Optional.of(kept.note())))
                    .anyMatch(finding -> finding.text().contains("the log was rewritten"));
            assertThat(earlier(rewritten, bundle, kept("kept", kept.note().toString()))
                            .output())
                    .contains("the earlier checkpoint differs");
            assertWitnessed(rewritten, bundle, 1, false, witness);
        }
    }

    @Test
    void what_is_no_bundle_is_told_from_a_bad_one() throws Exception {
        PythonVerifier.assumeThere();
        var text = Files.writeString(folder.resolve("text.zip"), "not a zip");
        var zip = new Zip();
        zip.text("hello.txt", "hello");
        var other = zip.write(folder.resolve("other.zip"));
        for (Path file : List.of(text, other)) {
            assertThatThrownBy(() -> BundleVerification.of(file, Optional.empty(), Optional.empty()))
                    .isInstanceOf(NotABundle.class);
            assertThat(PythonVerifier.verify(file, "").status()).isEqualTo(2);
        }
    }
}
