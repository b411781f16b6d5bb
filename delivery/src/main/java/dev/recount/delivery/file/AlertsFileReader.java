package dev.recount.delivery.file;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.route.Route;
import dev.recount.delivery.route.Routing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads an alerts file ({@code contract.md} §6), whole and checked: {@code channels} and {@code routes}. */
public final class AlertsFileReader {

    private static final Set<String> FIELDS = Set.of("channels", "routes");

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
            var file = root.isEmpty() ? AlertsFile.NONE : file(root.get());
            return new Result(file, List.copyOf(findings.problems()), List.copyOf(findings.warnings()));
        } catch (MarkedYamlEngineException e) {
            // The exception's own message quotes the text around the fault, which may be a secret.
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            return Result.unread(new FileProblem(line, column, "", "is not YAML (" + e.getProblem() + ")"));
        } catch (YamlEngineException e) {
            return Result.unread(new FileProblem(1, 1, "", "is not YAML"));
        }
    }

    private AlertsFile file(Node root) {
        var map = new YamlMap("", root, findings);
        map.expect(FIELDS);
        var channels = new LinkedHashMap<String, Channel>();
        var declared = new java.util.LinkedHashSet<String>();
        for (YamlMap each : map.maps("channels")) {
            var name = each.text("name", "a name that routes can give").orElse("");
            if (!name.isEmpty() && !declared.add(name)) {
                each.note("name", name + " is taken by another channel (expected: a name of its own)");
            }
            new ChannelReader(each, name, secrets).read().ifPresent(channel -> channels.put(name, channel));
        }
        return new AlertsFile(List.copyOf(channels.values()), routing(map, declared));
    }

    private static Routing routing(YamlMap map, Set<String> declared) {
        var routes = new ArrayList<Route>();
        for (YamlMap each : map.maps("routes")) {
            RouteReader.read(each, declared).ifPresent(routes::add);
        }
        for (Map.Entry<String, Integer> unused : unrouted(declared, routes).entrySet()) {
            map.note(
                    "channels",
                    "no route leads to " + unused.getKey() + " (expected: {channel: " + unused.getKey()
                            + ", min_level: high} below routes)");
        }
        return new Routing(routes);
    }

    private static Map<String, Integer> unrouted(Set<String> declared, List<Route> routes) {
        var unused = new LinkedHashMap<String, Integer>();
        declared.forEach(name -> unused.put(name, 0));
        routes.forEach(route -> unused.remove(route.channel()));
        return unused;
    }
}
