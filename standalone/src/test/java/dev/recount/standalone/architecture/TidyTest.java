package dev.recount.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a compiler does not see: length of files, a word about every package, names that say nothing, forgotten notes. */
class TidyTest {

    private static final int LINES_MAX = 400;
    private static final Set<String> EMPTY_NAMES =
            Set.of("util", "utils", "common", "impl", "model", "service", "misc");
    private static final Pattern PURPOSE = Pattern.compile("(?s)/\\*\\*.{20,}?\\.\\s.*\\*/.*@NullMarked\\s+package .*");
    // In two parts, so that this file does not find itself.
    private static final Pattern NOTE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\b(Thread|TimeUnit\\.\\w+)\\.sl" + "eep\\(");

    private static final Path ROOT = root();

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve("mvnw"))) {
            path = Objects.requireNonNull(path.getParent(), "no root above the working directory");
        }
        return path;
    }

    private static List<Path> javaFiles(String sourceFolder) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve(sourceFolder))
                    .filter(Files::isDirectory)
                    .flatMap(TidyTest::walk)
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertNone(List<Path> files, Predicate<Path> bad, String why) {
        assertThat(files).isNotEmpty();
        assertThat(files.stream().filter(bad).map(file -> ROOT.relativize(file).toString()))
                .as(why)
                .isEmpty();
    }

    @Test
    void no_file_is_too_long_to_be_read() {
        assertNone(
                javaFiles("src/main/java"),
                file -> text(file).lines().count() > LINES_MAX,
                "files of more than " + LINES_MAX + " lines");
    }

    @Test
    void every_package_says_what_it_is_for() {
        assertNone(
                javaFiles("src/main/java").stream()
                        .map(Path::getParent)
                        .distinct()
                        .toList(),
                folder -> !Files.exists(folder.resolve("package-info.java"))
                        || !PURPOSE.matcher(text(folder.resolve("package-info.java")))
                                .matches(),
                "packages without a package-info.java that has a sentence and @NullMarked");
    }

    @Test
    void no_package_has_a_name_that_says_nothing() {
        assertNone(
                javaFiles("src/main/java"),
                file -> EMPTY_NAMES.contains(file.getParent().getFileName().toString()),
                "packages named by no concept");
    }

    @Test
    void no_note_is_left_behind() {
        assertNone(javaFiles("src"), file -> NOTE.matcher(text(file)).find(), "files with notes instead of issues");
    }

    @Test
    void no_test_waits_for_time_to_pass() {
        assertNone(javaFiles("src/test/java"), file -> SLEEP.matcher(text(file)).find(), "tests that sleep");
    }

    @Test
    void no_file_names_a_place_on_one_machine() {
        assertNone(
                javaFiles("src"), file -> text(file).contains("\"/wo" + "rk/"), "files with an absolute path in them");
    }
}
