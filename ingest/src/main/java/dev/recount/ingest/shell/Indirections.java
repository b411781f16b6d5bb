package dev.recount.ingest.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that are named by a variable or an alias of the same line: {@code R=rm; $R -rf x}. */
final class Indirections {
    private static final int LENGTH_MAX = 4_096;

    private final Map<String, String> values = new HashMap<>();

    /** Remembers what {@code command} assigns. */
    void follow(ShellCommand command) {
        if (command.argv().isEmpty()) {
            command.assignments().forEach((name, value) -> put("$" + name, value));
        } else if (List.of("export", "declare", "readonly", "local").contains(command.program())) {
            command.arguments().forEach(argument -> assign("$", argument));
        } else if (command.program().equals("alias")) {
            command.arguments().forEach(argument -> assign("", argument));
        }
    }

    private void assign(String sign, String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0) {
            put(sign + argument.substring(0, equals), argument.substring(equals + 1));
        }
    }

    private void put(String name, String value) {
        if (!value.isBlank() && value.length() <= LENGTH_MAX && value.indexOf('$') < 0 && value.indexOf('`') < 0) {
            values.put(name, value);
        }
    }

    /** {@code argv} with the program's own name in place of the variable or alias. */
    List<String> resolved(List<String> argv) {
        if (argv.isEmpty() || values.isEmpty()) {
            return argv;
        }
        String first = argv.get(0);
        String value = values.get(
                first.startsWith("${") && first.endsWith("}") ? "$" + first.substring(2, first.length() - 1) : first);
        if (value == null) {
            return argv;
        }
        List<String> resolved = new ArrayList<>(List.of(value.strip().split("\\s+", -1)));
        resolved.addAll(argv.subList(1, argv.size()));
        return resolved;
    }
}
