package dev.recount.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.evidence.verdict.Finding;
import dev.recount.evidence.verdict.Finding.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes to the zip file that leave every file in it as it was, where its readers do not look, are caught and named. */
class ZipTamperTest {

    private static final int END_BYTES = 22;
    private static final int DIRECTORY_AT = 16;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int SIZE_AT = 18;
    private static final int NAME_LENGTH_AT = 26;
    private static final int FLIPS = Integer.getInteger("recount.flips", 100);
    /** The second verifier takes ten times as long. */
    private static final int PYTHON_EVERY = 4;

    private static final byte[] HIDDEN = "hidden".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static BundleFixture fixture;
    private static byte[] bundle;
    private static long recordsCrc;
    private static String witness = "";

    @BeforeAll
    static void write() throws IOException {
        PythonVerifier.assumeThere();
        fixture = new BundleFixture(folder.resolve("a"), new SplittableRandom(7));
        var unused = fixture.grow(30);
        var file = fixture.everything("json");
        bundle = Files.readAllBytes(file);
        witness = fixture.key.cosigner().toString();
        try (var zip = new ZipFile(file.toFile())) {
            recordsCrc = zip.getEntry("records.ndjson").getCrc();
        }
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("a comment", "comment", ZipTamperTest::withComment),
                change("bytes behind the end", "comment", zip -> join(zip, HIDDEN)),
                change("bytes before the first file", "before manifest.json", zip -> join(HIDDEN, zip)),
                change("bytes behind the last file", "behind its files", zip -> withBeforeDirectory(zip, HIDDEN)),
                change("a file that the directory does not have", "behind its files", ZipTamperTest::withStray),
                change(
                        "another checksum of a file",
                        "checksum (CRC-32) for records.ndjson",
                        ZipTamperTest::withOtherCrc),
                change("another checksum in one place", "before records.ndjson", ZipTamperTest::withOtherLocalCrc));
    }

    private static Arguments change(String what, String named, UnaryOperator<byte[]> change) {
        return Arguments.of(Named.of(what, change), named);
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        Stream.of(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] withComment(byte[] zip) {
        byte[] commented = zip.clone();
        little(commented).putShort(zip.length - Short.BYTES, (short) HIDDEN.length);
        return join(commented, HIDDEN);
    }

    private static byte[] withBeforeDirectory(byte[] zip, byte[] added) {
        int directory = little(zip).getInt(zip.length - END_BYTES + DIRECTORY_AT);
        var files = ByteBuffer.wrap(zip, 0, directory);
        byte[] first = new byte[directory];
        files.get(first);
        byte[] rest = new byte[zip.length - directory];
        ByteBuffer.wrap(zip, directory, rest.length).get(rest);
        little(rest).putInt(rest.length - END_BYTES + DIRECTORY_AT, directory + added.length);
        return join(first, added, rest);
    }

    /** What a reader finds that goes from file to file, and one that begins with the directory does not. */
    private static byte[] withStray(byte[] zip) {
        var stray = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(stray)) {
            out.putNextEntry(new ZipEntry("alerts.ndjson"));
            out.write(HIDDEN);
            out.closeEntry();
            out.flush();
            return withBeforeDirectory(zip, stray.toByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] withOtherCrc(byte[] zip) {
        return withCrc(zip, 2);
    }

    private static byte[] withOtherLocalCrc(byte[] zip) {
        return withCrc(zip, 1);
    }

    /** Where the checksum of the records stands, for so many times. */
    private static byte[] withCrc(byte[] zip, int times) {
        byte[] changed = zip.clone();
        int done = 0;
        for (int at = 0; at < zip.length - Integer.BYTES && done < times; at++) {
            if (little(zip).getInt(at) == (int) recordsCrc) {
                little(changed).putInt(at, (int) recordsCrc ^ 1);
                done++;
            }
        }
        assertThat(done).isEqualTo(times);
        return changed;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void it_is_caught_and_named(UnaryOperator<byte[]> change, String named) throws Exception {
        var changed = Files.write(folder.resolve("changed.zip"), change.apply(bundle));
        var key = fixture.key.verifier();
        assertThat(BundleVerification.of(changed, Optional.of(key), Optional.empty()))
                .filteredOn(finding -> finding.verdict() == Verdict.DIFFERS)
                .singleElement()
                .asString()
                .contains(named);
        var answer = PythonVerifier.verify(changed, key.toString());
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.output()).containsAnyOf("DIFFERS  the zip file", "Bad CRC-32");
    }

    /** A quarter of the flips are anywhere, the others where no file is: there nothing but the layout can tell. */
    @Test
    void a_bit_that_is_flipped_anywhere_in_the_file_is_caught_by_both_verifiers() throws Exception {
        long seed = Long.getLong("recount.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var key = fixture.key.verifier();
        int[] around = aroundFiles();
        try (var python = new PythonVerifier.Interpreter(key.toString())) {
            for (int i = 0; i < FLIPS; i++) {
                int at = i % 4 == 0 ? random.nextInt(bundle.length) : around[random.nextInt(around.length)];
                byte[] changed = bundle.clone();
                changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                var file = Files.write(folder.resolve("flipped.zip"), changed);
                assertThat(differences(file)).as("seed %d, byte %d", seed, at).isNotEmpty();
                if (i % PYTHON_EVERY == 0) {
                    assertThat(python.differences(file))
                            .as("seed %d, byte %d", seed, at)
                            .isNotEmpty();
                }
            }
        }
    }

    private static List<String> differences(Path file) throws IOException {
        try {
            return BundleVerification.of(file, Optional.of(fixture.key.verifier()), Optional.empty()).stream()
                    .filter(finding -> finding.verdict() == Verdict.DIFFERS)
                    .map(Finding::text)
                    .toList();
        } catch (NotABundle e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** The positions of all bytes that are in no file. */
    private static int[] aroundFiles() {
        var inFiles = new BitSet();
        var zip = little(bundle);
        for (int at = 0; zip.getInt(at) == LOCAL; ) {
            int from = at + LOCAL_BYTES + zip.getShort(at + NAME_LENGTH_AT);
            int to = from + zip.getInt(at + SIZE_AT);
            inFiles.set(from, to);
            at = to;
        }
        return IntStream.range(0, bundle.length)
                .filter(position -> !inFiles.get(position))
                .toArray();
    }

    @Test
    void what_was_given_and_is_no_bundle_or_key_or_option_is_said_in_a_sentence() throws Exception {
        var good = Files.write(folder.resolve("good.zip"), bundle);
        var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        var key = fixture.key.verifier().toString();
        var kept = Files.writeString(
                        folder.resolve("kept"), fixture.log.sealed().note().toString())
                .toString();
        var said = Stream.of(
                PythonVerifier.verify(folder.resolve("none.zip"), key),
                PythonVerifier.verify(folder, key),
                PythonVerifier.verify(binary, key),
                PythonVerifier.verify(good, "no key"),
                PythonVerifier.verify(good, "a+b+c"),
                PythonVerifier.verify(good, binary.toString()),
                PythonVerifier.verify(good, key, "--witness", key),
                PythonVerifier.verify(good, key, "--quorum", "many"),
                PythonVerifier.verify(good, key, "--quorum", "1"),
                PythonVerifier.verify(good, key, "--witness", witness, "--quorum", "0"),
                PythonVerifier.verify(good, key, "--witness", witness, "--quorum", "-1"),
                PythonVerifier.verify(good, key, "--witness", witness, "--quorum", "2"),
                PythonVerifier.verify(good, key, "--witness", witness, "--witness", witness),
                PythonVerifier.verify(good, key, "--earlier", kept, "--earlier", kept),
                PythonVerifier.verify(good, key, key),
                PythonVerifier.verify(good, key, "--earlier"));
        assertThat(said).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(2);
            assertThat(answer.output())
                    .startsWith("a bundle, a key or an option is missing")
                    .doesNotContain("Traceback");
        });
        var keyFile = Files.writeString(folder.resolve("log.vkey"), key + "\n");
        assertThat(PythonVerifier.verify(good, keyFile.toString()).status()).isZero();
    }
}
