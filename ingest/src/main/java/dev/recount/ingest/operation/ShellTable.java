package dev.recount.ingest.operation;

import dev.recount.ingest.shell.ShellCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of commands by program, from {@code shell.yaml}. */
final class ShellTable {
    private static final Map<String, Program> PROGRAMS = new LinkedHashMap<>();
    private static final Program UNKNOWN = new Program(Set.of(), List.of(), List.of());

    static {
        TableFile.load("shell").forEach((name, rows) -> PROGRAMS.put(name, Program.of(TableFile.maps(rows))));
    }

    private ShellTable() {}

    /** {@code globals} are the options with a value that may stand before the first word as well as behind it. */
    private record Program(Set<String> globals, List<ShellRule> rules, List<String> places) {
        static Program of(List<Map<String, Object>> rows) {
            Set<String> globals = new HashSet<>();
            rows.stream()
                    .filter(row -> !row.containsKey("verb"))
                    .forEach(row -> globals.addAll(TableFile.texts(row.get("values"))));
            return new Program(
                    Set.copyOf(globals),
                    rows.stream()
                            .filter(row -> row.containsKey("verb"))
                            .map(row -> ShellRule.of(row, globals))
                            .toList(),
                    rows.stream()
                            .flatMap(row -> TableFile.texts(row.get("places")).stream())
                            .toList());
        }
    }

    static List<ShellRule> rules(String program) {
        return PROGRAMS.getOrDefault(program, UNKNOWN).rules();
    }

    /** The arguments without options; of those with a value only the global ones are known. */
    static List<String> words(String program, List<String> arguments) {
        return ShellRule.plain(
                arguments, PROGRAMS.getOrDefault(program, UNKNOWN).globals());
    }

    /** The names of the places that the options of {@code command} point it at: profiles, contexts, hosts. */
    static List<String> places(ShellCommand command) {
        List<String> options = PROGRAMS.getOrDefault(command.program(), UNKNOWN).places();
        List<String> places = new ArrayList<>(ShellRule.values(command.arguments(), options));
        for (String option : options) {
            String set = command.assignments().get(option);
            if (set != null) {
                places.add(set);
            }
        }
        return places;
    }
}
