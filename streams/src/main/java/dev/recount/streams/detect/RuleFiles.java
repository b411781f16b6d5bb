package dev.recount.streams.detect;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.hunt.RuleFolder;
import dev.recount.sigma.parse.ParseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads rule files from folders and from the rules that ship with Recount. */
public final class RuleFiles {

    private static final String SHIPPED = "/dev/recount/detections/rules";
    private static final String FILTERS = "/dev/recount/detections/filters";

    private RuleFiles() {}

    /**
     * The rules on the class path, in the jar {@code recount-detections}.
     *
     * @throws InvalidAlertRule when that jar is not on the class path
     */
    public static List<ParseResult> shipped() {
        return parsed(shippedTexts());
    }

    /**
     * The same, as they are written.
     *
     * @throws InvalidAlertRule when that jar is not on the class path
     */
    public static List<RuleText> shippedTexts() {
        return resources(SHIPPED);
    }

    /**
     * Sigma filters that ship with Recount, for rules that do not: one file for each rule that floods on real logs.
     *
     * @throws InvalidAlertRule when the jar {@code recount-detections} is not on the class path
     */
    public static List<RuleText> shippedFilters() {
        return resources(FILTERS);
    }

    private static List<RuleText> resources(String folder) {
        var root = RuleFiles.class.getResource(folder);
        if (root == null) {
            throw new InvalidAlertRule(
                    "nothing on the class path under " + folder + " (expected: the jar recount-detections)");
        }
        try {
            var uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return texts(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(jarOf(uri))) {
                return texts(jar.getPath(folder));
            }
        } catch (URISyntaxException | IOException e) {
            throw new InvalidAlertRule("cannot read the files under " + folder + ": " + e.getMessage());
        }
    }

    /** {@code jar:file:/lib/x.jar!/path} is in the file {@code /lib/x.jar}. */
    private static Path jarOf(URI uri) {
        var inside = uri.getRawSchemeSpecificPart();
        return Path.of(URI.create(inside.substring(0, inside.indexOf('!'))));
    }

    /** Every {@code .yml} and {@code .yaml} file below {@code folder}, in the order of their paths. */
    public static List<ParseResult> folder(Path folder) {
        return parsed(texts(folder));
    }

    private static List<ParseResult> parsed(List<RuleText> texts) {
        return texts.stream().map(RuleText::parse).toList();
    }

    /**
     * The same, as they are written, named by their paths below {@code folder}.
     *
     * @throws dev.recount.sigma.parse.InvalidRulesException when a file is larger than a rule file may be, or no text
     */
    public static List<RuleText> texts(Path folder) {
        List<RuleText> texts = new ArrayList<>();
        try {
            for (Path file : RuleFolder.files(folder)) {
                var name = folder.relativize(file).toString();
                texts.add(new RuleText(name, RuleFolder.text(file, name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /**
     * The shipped rules, ready for use.
     *
     * @throws dev.recount.sigma.parse.InvalidRulesException when one of them has a fault
     */
    public static RuleBook shippedBook() {
        return RuleBook.of(RuleCollection.of(shipped()));
    }
}
