package dev.recount.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.evidence.verdict.Finding;
import dev.recount.evidence.verdict.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to change a bundle that we know of is caught and named, by both verifiers. */
class TamperTest {

    private static final SplittableRandom RANDOM = new SplittableRandom(7);

    @TempDir
    static Path folder;

    private static BundleFixture fixture;
    private static BundleFixture stranger;
    private static PythonVerifier.Interpreter python;
    private static Path bundle;
    private static Path other;
    private static Path strange;

    /** A change to a bundle. */
    interface Change {
        void to(Zip zip) throws IOException;
    }

    @BeforeAll
    static void bundles() throws Exception {
        PythonVerifier.assumeThere();
        fixture = new BundleFixture(folder.resolve("a"), RANDOM);
        var unused = fixture.grow(60);
        other = fixture.some("json");
        var more = fixture.grow(40);
        bundle = fixture.everything("json");
        stranger = new BundleFixture(folder.resolve("b"), RANDOM);
        var theirs = stranger.grow(100);
        strange = stranger.everything("json");
        python = new PythonVerifier.Interpreter(fixture.key.verifier().toString());
        assertThat(more.size()).isEqualTo(theirs.size());
    }

    @AfterAll
    static void close() {
        fixture.close();
        stranger.close();
        python.close();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a byte is flipped in a record", "records.ndjson", zip -> flip(zip, "records.ndjson")),
                change("a byte is flipped in an event", "events.ndjson", zip -> flip(zip, "events.ndjson")),
                change("a record is dropped", "records", zip -> drop(zip, 17, "records.ndjson", "events.ndjson")),
                change(
                        "a record and its leaf are dropped",
                        "records",
                        zip -> drop(zip, 17, "records.ndjson", "events.ndjson", "proofs/leaves")),
                change(
                        "two records are swapped",
                        "records",
                        zip -> zip.lines("records.ndjson", lines -> {
                            Collections.swap(lines, 3, 4);
                            return lines;
                        })),
                change("a record is doubled", "records", zip -> insert(zip, 3, 3)),
                change("a record is inserted", "records", zip -> insert(zip, 3, -1)),
                change(
                        "the tail is cut off",
                        "records",
                        zip -> drop(zip, 99, "records.ndjson", "events.ndjson", "proofs/leaves")),
                change("a rule is changed", "rules/SEQ-01.yml", zip -> zip.text("rules/SEQ-01.yml", "title: other\n")),
                change("an alert is dropped", "alerts.ndjson", zip -> drop(zip, 0, "alerts.ndjson")),
                change("a file is added", "extra", zip -> zip.text("extra.txt", "trust me")),
                change("a file is dropped", "alerts.ndjson", zip -> zip.files.remove("alerts.ndjson")),
                change(
                        "the checkpoint is an older one of the same log",
                        "checkpoint",
                        zip -> zip.files.put("checkpoint", Zip.of(other).files.get("checkpoint"))),
                change(
                        "the checkpoint is signed by another key",
                        "checkpoint",
                        zip -> zip.text(
                                "checkpoint",
                                stranger.key
                                        .sign(fixture.log.sealed().checkpoint().text())
                                        .toString())),
                change(
                        "the checkpoint's root is another one",
                        "checkpoint",
                        zip -> zip.text(
                                "checkpoint",
                                zip.text("checkpoint")
                                        .replace(
                                                zip.text("checkpoint").split("\n")[2],
                                                Base64.getEncoder().encodeToString(new byte[32])))),
                change(
                        "the manifest is signed by another key",
                        "manifest.sig",
                        zip -> zip.files.put(
                                "manifest.sig", Zip.of(strange).files.get("manifest.sig"))),
                signature("words stand under it", sig -> sig + "this bundle was withdrawn\n"),
                signature("a line of an unknown key stands under it", sig -> sig + "\u2014 nobody aGlkZGVuIHdvcmRz\n"),
                signature("words stand behind it", sig -> sig.replace("=\n", "= words\n")),
                signature("it stands twice", sig -> sig + sig.substring(sig.lastIndexOf('\u2014'))),
                signature("it has other unused bits", TamperTest::otherUnusedBits),
                signature("it has no padding", sig -> sig.replace("=", "")),
                signature("its line has another end", sig -> sig.replace("=\n", "=\r\n")),
                signature("its line has no end", String::stripTrailing),
                change("the proofs are those of another bundle", "proofs/", TamperTest::swapProofs),
                change(
                        "the manifest is edited",
                        "manifest",
                        zip -> zip.text(
                                "manifest.json", zip.text("manifest.json").replace("auditor", "nobody"))),
                change(
                        "all of it is another log's, signed by another key",
                        "key.vkey",
                        zip -> zip.files.putAll(Zip.of(strange).files)));
    }

    private static Arguments change(String what, String named, Change change) {
        return Arguments.of(Named.of(what, change), named);
    }

    /** A change to the one file that no hash covers. */
    private static Arguments signature(String what, UnaryOperator<String> change) {
        return change(
                "the signature of the manifest: " + what,
                "manifest.sig",
                zip -> zip.text("manifest.sig", change.apply(zip.text("manifest.sig"))));
    }

    /** 68 bytes end in a letter that stands for two bits, and has six. */
    private static String otherUnusedBits(String signature) {
        int last = signature.indexOf('=', signature.lastIndexOf(' ')) - 1;
        char other = (char) (signature.charAt(last) + 1);
        return signature.substring(0, last) + other + signature.substring(last + 1);
    }

    private static void flip(Zip zip, String name) {
        byte[] bytes = zip.files.get(name);
        bytes[bytes.length / 2] ^= 1;
    }

    private static void swapProofs(Zip zip) throws IOException {
        var theirs = Zip.of(other);
        for (String name : List.of("proofs/leaves", "proofs/hashes")) {
            zip.files.put(name, theirs.files.get(name));
        }
    }

    private static void drop(Zip zip, int line, String... names) {
        for (String name : names) {
            zip.lines(name, lines -> {
                lines.remove(line);
                return lines;
            });
        }
    }

    /** Puts a copy of a record, or a new one, into records and events. */
    private static void insert(Zip zip, int at, int copied) {
        for (String name : List.of("records.ndjson", "events.ndjson")) {
            zip.lines(name, lines -> {
                lines.add(at, copied < 0 ? "{\"id\":\"planted\",\"type\":\"action\"}" : lines.get(copied));
                return lines;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void it_is_caught_and_named(Change change, String named) throws Exception {
        var zip = Zip.of(bundle);
        change.to(zip);
        assertCaught(zip.write(folder.resolve("changed.zip")), named);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void it_is_caught_also_when_the_manifest_is_made_to_fit(Change change, String named) throws Exception {
        var zip = Zip.of(bundle);
        change.to(zip);
        zip.fitManifest();
        assertCaught(zip.write(folder.resolve("fitted.zip")), "manifest");
    }

    @Test
    void a_record_that_says_something_twice_is_named() throws Exception {
        var zip = Zip.of(bundle);
        zip.lines("records.ndjson", lines -> {
            lines.set(4, lines.get(4).replaceFirst("\\{\"action\"", "{\"action\":{},\"action\""));
            return lines;
        });
        assertThat(BundleVerification.of(
                        zip.write(folder.resolve("twice.zip")), Optional.of(fixture.key.verifier()), Optional.empty()))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("line 5 of records.ndjson is not canonical JSON"));
    }

    @Test
    void the_second_verifier_says_so_as_a_program_too() throws Exception {
        var zip = Zip.of(bundle);
        flip(zip, "records.ndjson");
        var answer = PythonVerifier.verify(zip.write(folder.resolve("flipped.zip")), "");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.output()).contains("DIFFERS").contains("records.ndjson");
    }

    private static void assertCaught(Path changed, String named) throws Exception {
        var key = fixture.key.verifier();
        assertThat(BundleVerification.of(changed, Optional.of(key), Optional.empty()))
                .filteredOn(finding -> finding.verdict() == Verdict.DIFFERS)
                .extracting(Finding::text)
                .anyMatch(text -> text.contains(named));
        assertThat(python.differences(changed)).contains(named);
    }
}
