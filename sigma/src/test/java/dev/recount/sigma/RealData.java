package dev.recount.sigma;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recount.sigma.json.Json;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.SigmaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shared folder of real data beside the repository. Where it is missing, tests are skipped, but fail under CI. */
public final class RealData {

    private RealData() {}

    public static Path folder(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared").resolve("data").resolve(name);
            if (Files.exists(folder)) {
                return folder;
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("shared/data/" + name + " is missing beside the repository");
        }
        assumeTrue(false, "shared/data/" + name + " is not here");
        throw new IllegalStateException();
    }

    public static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<ParseResult> rules(String folder) {
        return files(folder(folder), ".yml").stream().map(RealData::parse).toList();
    }

    public static ParseResult parse(Path file) {
        return SigmaParser.parse(file.getFileName().toString(), read(file));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Object json(Path file) {
        return json(read(file));
    }

    public static Object json(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Map<String, Object>> lines(Path file) {
        return read(file)
                .lines()
                .filter(line -> !line.isBlank())
                .map(RealData::object)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String line) {
        return (Map<String, Object>) json(line);
    }
}
