package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of commands; its fields are explained at the top of {@code shell.yaml}.
 *
 * @param words the first arguments that are no options; {@code *} fits any
 * @param any options of which one must be there; empty for none
 * @param within options that say what the names lie in
 * @param reads which arguments are files whose content is taken; {@code null} for none beside what the row says
 */
record ShellRule(
        List<String> words,
        List<String> any,
        @Nullable String arg,
        @Nullable String name,
        Verb verb,
        @Nullable String provider,
        @Nullable String kind,
        List<String> ids,
        Set<String> values,
        List<String> within,
        @Nullable String reads,
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
                TableFile.texts(row.get("ids")),
                Set.copyOf(values),
                TableFile.texts(row.get("within")),
                TableFile.text(row.get("reads")),
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
        List<String> rest = rest(arguments);
        return switch (ids.isEmpty() ? "" : ids.get(0)) {
            case "" -> List.of();
            case "all" -> rest;
            case "first" -> rest.isEmpty() ? List.of() : rest.subList(0, 1);
            case "last" -> rest.isEmpty() ? List.of() : rest.subList(rest.size() - 1, rest.size());
            case "typed" -> typed(rest, place(arguments));
            case "folder" -> List.of(place(arguments).isEmpty() ? "." : place(arguments));
            default -> values(arguments, ids);
        };
    }

    /** What the names lie in: a namespace, a folder; empty when the command does not say. */
    String place(List<String> arguments) {
        List<String> places = values(arguments, within);
        return places.isEmpty() ? "" : places.get(0);
    }

    /** The arguments behind the words. */
    private List<String> rest(List<String> arguments) {
        List<String> plain = plain(arguments);
        return plain.subList(Math.min(words.size(), plain.size()), plain.size());
    }

    /** The files whose content the command takes and leaves. */
    List<String> sources(List<String> arguments) {
        List<String> rest = rest(arguments);
        return reads == null
                ? List.of()
                : reads.equals("all") || rest.isEmpty() ? rest : rest.subList(0, rest.size() - 1);
    }

    /** {@code pvc a b} and {@code pvc/a pvc/b} in a namespace are {@code pvc/namespace/a} and {@code pvc/namespace/b}. */
    private static List<String> typed(List<String> rest, String place) {
        String inside = place.isEmpty() ? "" : place + "/";
        if (rest.size() > 1 && rest.get(0).indexOf('/') < 0) {
            return rest.stream()
                    .skip(1)
                    .map(name -> rest.get(0) + "/" + inside + name)
                    .toList();
        }
        return rest.stream()
                .map(name -> name.indexOf('/') > 0
                        ? name.replaceFirst("/", Matcher.quoteReplacement("/" + inside))
                        : place.isEmpty() ? name : name + "/" + inside + "*")
                .toList();
    }

    /** The values of options, {@code -n x}, {@code -nx}, {@code --name x}, {@code --name=x}, and of {@code of=x}. */
    static List<String> values(List<String> arguments, List<String> options) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String a = arguments.get(i);
            for (String option : options) {
                boolean letter = option.length() == 2 && option.charAt(0) == '-';
                String start = option.endsWith("=") || letter ? option : option + "=";
                if (a.equals(option) && i + 1 < arguments.size()) {
                    values.add(arguments.get(i + 1));
                } else if (a.startsWith(start) && a.length() > start.length()) {
                    values.add(a.substring(letter && a.charAt(2) == '=' ? 3 : start.length()));
                }
            }
        }
        return values;
    }
}
