package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of commands; its fields are explained at the top of {@code shell.yaml}.
 *
 * @param words the first arguments that are no options; {@code *} fits any
 * @param any options of which one must be there; empty for none
 */
record ShellRule(
        List<String> words,
        List<String> any,
        @Nullable String arg,
        @Nullable String name,
        Verb verb,
        @Nullable String provider,
        @Nullable String kind,
        @Nullable String ids,
        Set<String> values,
        Reversibility reversibility) {

    static ShellRule of(Map<String, Object> row, Set<String> globals) {
        Set<String> values = new HashSet<>(globals);
        values.addAll(TableFile.texts(row.get("values")));
        return new ShellRule(
                TableFile.texts(row.get("words")),
                TableFile.texts(row.get("any")),
                TableFile.text(row.get("arg")),
                TableFile.text(row.get("name")),
                TableFile.verb(row.get("verb")),
                TableFile.text(row.get("provider")),
                TableFile.text(row.get("kind")),
                TableFile.text(row.get("ids")),
                Set.copyOf(values),
                TableFile.reversibility(row.get("reversibility")));
    }

    boolean fits(List<String> arguments) {
        List<String> plain = plain(arguments);
        if (plain.size() < words.size()) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).equals("*") && !words.get(i).equals(plain.get(i))) {
                return false;
            }
        }
        boolean option = any.isEmpty() || any.stream().anyMatch(o -> hasOption(arguments, o));
        return option && (arg == null || arguments.stream().anyMatch(a -> a.startsWith(arg)));
    }

    /** Whether an option is there, also among combined letters: {@code -rf} has {@code -f}. */
    static boolean hasOption(List<String> arguments, String option) {
        boolean letter = option.length() == 2 && option.charAt(0) == '-';
        for (String a : arguments) {
            boolean combined = letter && a.length() > 1 && a.charAt(0) == '-' && a.charAt(1) != '-';
            if (a.equals(option) || a.startsWith(option + "=") || (combined && a.indexOf(option.charAt(1)) > 0)) {
                return true;
            }
        }
        return false;
    }

    /** Arguments that are neither options nor options' values. */
    List<String> plain(List<String> arguments) {
        return plain(arguments, values);
    }

    static List<String> plain(List<String> arguments, Set<String> values) {
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String a = arguments.get(i);
            if (values.contains(a)) {
                i++;
            } else if (!a.startsWith("-") || a.equals("-")) {
                plain.add(a);
            }
        }
        return plain;
    }

    /** The names of what the command acts on. */
    List<String> targets(List<String> arguments) {
        if (ids == null) {
            return List.of();
        }
        List<String> plain = plain(arguments);
        List<String> rest = plain.subList(Math.min(words.size(), plain.size()), plain.size());
        return switch (ids) {
            case "all" -> rest;
            case "first" -> rest.isEmpty() ? List.of() : rest.subList(0, 1);
            case "last" -> rest.isEmpty() ? List.of() : rest.subList(rest.size() - 1, rest.size());
            case "typed" -> rest.size() < 2 ? rest : List.of(rest.get(0) + "/" + rest.get(1));
            default -> option(arguments);
        };
    }

    private List<String> option(List<String> arguments) {
        String option = ids == null ? "" : ids;
        for (int i = 0; i < arguments.size(); i++) {
            String a = arguments.get(i);
            if (a.equals(option) && i + 1 < arguments.size()) {
                return List.of(arguments.get(i + 1));
            } else if (option.endsWith("=") && a.startsWith(option)) {
                return List.of(a.substring(option.length()));
            } else if (a.startsWith(option + "=")) {
                return List.of(a.substring(option.length() + 1));
            }
        }
        return List.of();
    }
}
