package dev.recount.ingest.operation;

import dev.recount.ingest.secret.FoundSecret;
import dev.recount.ingest.shell.ShellCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which credentials a command presents. It sees redacted text only: the markers say where secrets stood, and variables
 * assigned earlier on the command line are followed.
 */
final class Presented {
    private static final String MARKER = "[REDACTED:";
    private static final Set<String> PRINTERS = Set.of("echo", "printf", "cat", "grep", "export", "tee", "test", "sed");

    private final Map<String, String> fingerprintByShortForm = new HashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    Presented(List<FoundSecret> secrets) {
        secrets.forEach(s -> fingerprintByShortForm.put(
                s.fingerprint().shortForm(), s.fingerprint().text()));
    }

    /** Remembers what the command assigns to variables of the shell. */
    void follow(ShellCommand command) {
        if (command.argv().isEmpty()) {
            variables.putAll(command.assignments());
        } else if (command.program().equals("export") || command.program().equals("declare")) {
            for (String argument : command.arguments()) {
                int equals = argument.indexOf('=');
                if (equals > 0) {
                    variables.put(argument.substring(0, equals), argument.substring(equals + 1));
                }
            }
        }
    }

    List<String> by(ShellCommand command) {
        if (PRINTERS.contains(command.program())) {
            return List.of();
        }
        List<String> places = new ArrayList<>(command.assignments().values());
        HttpRequest request = HttpCommand.isOne(command) ? HttpCommand.read(command) : null;
        places.addAll(request == null ? command.argv() : request.credentials());
        Set<String> presented = new LinkedHashSet<>();
        for (String place : places) {
            addMarkers(place, presented);
            variables.forEach((name, value) -> {
                if (place.contains("$" + name) || place.contains("${" + name)) {
                    addMarkers(value, presented);
                }
            });
        }
        variables.forEach((name, value) -> {
            if (!HttpCommand.isOne(command) && readsVariable(command.program(), name)) {
                addMarkers(value, presented);
            }
        });
        return List.copyOf(presented);
    }

    /** A provider's own command line reads its token from the environment: {@code railway} and {@code RAILWAY_TOKEN}. */
    private static boolean readsVariable(String program, String variable) {
        return !program.isEmpty() && variable.toLowerCase(Locale.ROOT).startsWith(program);
    }

    void addMarkers(String text, Set<String> presented) {
        for (int at = text.indexOf(MARKER); at >= 0; at = text.indexOf(MARKER, at + 1)) {
            int close = text.indexOf(']', at);
            if (close - 8 > at) {
                String fingerprint = fingerprintByShortForm.get(text.substring(close - 8, close));
                if (fingerprint != null) {
                    presented.add(fingerprint);
                }
            }
        }
    }
}
