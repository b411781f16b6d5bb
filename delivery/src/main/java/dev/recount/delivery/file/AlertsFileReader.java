package dev.recount.delivery.file;

import dev.recount.delivery.card.PlainText;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.route.Route;
import dev.recount.delivery.route.Routing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads an alerts file ({@code contract.md} §6), whole and checked: {@code channels} and {@code routes}. */
public final class AlertsFileReader {

    private static final Set<String> FIELDS = Set.of("channels", "routes");
    private static final int NAME_CHARS_MAX = 64;
    /** Names stand in addresses, metrics, logs and keys. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (NAME_CHARS_MAX - 1) + "}");

    private static final String TELLS_NOBODY = "tells nobody of anything (better: channels, and routes to them)";

    /**
     * What came of it.
     *
     * @param file what could be read; to be used only when there are no problems
     * @param problems everything that is wrong, in the order of the file
     * @param warnings what works and is better done otherwise
     */
    public record Result(AlertsFile file, List<FileProblem> problems, List<FileProblem> warnings) {
        private static Result unread(FileProblem problem) {
            return new Result(AlertsFile.NONE, List.of(problem), List.of());
        }
    }

    private final YamlMap.Findings findings = new YamlMap.Findings();
    private final Secrets secrets;

    private AlertsFileReader(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Reads the text of a file. */
    public static Result read(String yaml, Secrets secrets) {
        return new AlertsFileReader(secrets).read(yaml);
    }

    private Result read(String yaml) {
        try {
            var settings = LoadSettings.builder().setMaxAliasesForCollections(0).build();
            var root = new Compose(settings).composeString(yaml);
            var file = root.map(this::file).orElse(AlertsFile.NONE);
            if (file.channels().isEmpty()) {
                findings.warnings().add(new FileProblem(1, 1, "", TELLS_NOBODY));
            }
            return new Result(file, List.copyOf(findings.problems()), List.copyOf(findings.warnings()));
        } catch (MarkedYamlEngineException e) {
            // The exception's own message quotes the text around the fault, which may be a secret.
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            return Result.unread(new FileProblem(line, column, "", "is not YAML (" + e.getProblem() + ")"));
        } catch (YamlEngineException e) {
            return Result.unread(new FileProblem(1, 1, "", "is not YAML"));
        } catch (StackOverflowError e) {
            return Result.unread(new FileProblem(1, 1, "", "is nested too deeply (expected: channels and routes)"));
        }
    }

    private AlertsFile file(Node root) {
        var map = new YamlMap("", root, findings);
        map.expect(FIELDS);
        var channels = new LinkedHashMap<String, Channel>();
        var declared = new LinkedHashSet<String>();
        for (YamlMap each : map.maps("channels")) {
            var name = name(each, declared);
            new ChannelReader(each, name, secrets).read().ifPresent(channel -> channels.put(name, channel));
        }
        return new AlertsFile(List.copyOf(channels.values()), routing(map, declared));
    }

    /** The channel's name; empty when it has none. */
    private static String name(YamlMap channel, Set<String> declared) {
        var name = channel.text("name", "a name that routes can give").orElse("");
        if (name.isEmpty()) {
            return name;
        }
        if (!NAME.matcher(name).matches()) {
            channel.note(
                    "name",
                    PlainText.cut(name, NAME_CHARS_MAX) + " is no name (expected: a letter or digit, and up to "
                            + (NAME_CHARS_MAX - 1) + " more letters, digits, dots, hyphens or underscores)");
        }
        if (!declared.add(name)) {
            channel.note("name", name + " is taken by another channel (expected: a name of its own)");
        }
        return name;
    }

    private static Routing routing(YamlMap map, Set<String> declared) {
        var routes = new ArrayList<Route>();
        for (YamlMap each : map.maps("routes")) {
            RouteReader.read(each, declared).ifPresent(routes::add);
        }
        var unused = new LinkedHashSet<>(declared);
        routes.forEach(route -> unused.remove(route.channel()));
        for (String name : unused) {
            map.note(
                    "channels",
                    "no route leads to " + name + " (expected: {channel: " + name + ", min_level: high} below routes)");
        }
        return new Routing(routes);
    }
}
