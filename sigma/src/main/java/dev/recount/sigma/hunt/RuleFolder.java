package dev.recount.sigma.hunt;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.Location;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rule files under a folder: every {@code .yml} and {@code .yaml}, at any depth, in the order of their paths. */
public final class RuleFolder {

    private static final long FILE_BYTES_MAX = 32L * 1024 * 1024;

    private RuleFolder() {}

    /**
     * Reads a folder, or a single file.
     *
     * @return the rules, with every fault of the files; file names in it are relative to the folder
     * @throws IOException if the folder cannot be read
     */
    public static RuleCollection load(Path folder) throws IOException {
        return RuleCollection.of(read(
                folder,
                file -> Files.isDirectory(folder)
                        ? folder.relativize(file).toString()
                        : String.valueOf(file.getFileName())));
    }

    /**
     * Reads a folder, or a single file, without linking its rules.
     *
     * @return for each file its documents and faults; file names in it begin with the folder as given
     * @throws IOException if the folder cannot be read
     */
    public static List<ParseResult> read(Path folder) throws IOException {
        return read(folder, Path::toString);
    }

    private static List<ParseResult> read(Path folder, Function<Path, String> name) throws IOException {
        List<ParseResult> files = new ArrayList<>();
        for (Path file : files(folder)) {
            files.add(parse(file, name.apply(file)));
        }
        return files;
    }

    /**
     * The rule files under a folder, or the one file.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path ->
                            path.toString().endsWith(".yml") || path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    static ParseResult parse(Path file, String name) throws IOException {
        try {
            return SigmaParser.parse(name, text(file, name));
        } catch (InvalidRulesException e) {
            return new ParseResult(List.of(), e.problems());
        }
    }

    /**
     * What a rule file says.
     *
     * @param name of the file, for messages
     * @throws InvalidRulesException if it is larger than a rule file may be, or no text
     * @throws IOException if it cannot be read
     */
    public static String text(Path file, String name) throws IOException {
        long bytes = Files.size(file);
        if (bytes > FILE_BYTES_MAX) {
            throw fault(name, bytes + " bytes", "a file of at most " + FILE_BYTES_MAX + " bytes");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw fault(name, "bytes that are no UTF-8", "UTF-8");
        }
    }

    private static InvalidRulesException fault(String name, String offending, String expected) {
        return new InvalidRulesException(List.of(new Problem(new Location(name, 1, 1), "", offending, expected)));
    }

    /**
     * Everything that keeps rules from running: the faults of their files, placeholders without values, and correlation
     * conditions without a meaning. Empty if all is well.
     */
    public static List<Problem> check(RuleCollection rules, Placeholders placeholders) {
        return RunnableRules.of(rules, placeholders).problems();
    }
}
