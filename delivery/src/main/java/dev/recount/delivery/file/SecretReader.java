package dev.recount.delivery.file;

import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the secrets of one channel: in place, from a file (one per line), or from the environment (separated by spaces). */
final class SecretReader {

    private final YamlMap map;
    private final Secrets secrets;

    SecretReader(YamlMap map, Secrets secrets) {
        this.map = map;
        this.secrets = secrets;
    }

    /** The field that gives the secret, for messages. */
    String place(String field) {
        return map.has(field + "_file") ? field + "_file" : map.has(field + "_env") ? field + "_env" : field;
    }

    boolean has(String field) {
        return map.has(place(field));
    }

    /** The only secret of a field; null, and noted where it is required, when there is none. */
    @Nullable
    Secret one(String field, boolean required) {
        var all = all(field);
        if (all.size() > 1) {
            map.note(place(field), "more than one (expected: one)");
        }
        if (required && !has(field)) {
            map.note(field, "missing (expected: " + field + "_file: PATH or " + field + "_env: NAME)");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    /** All secrets of a field. */
    List<Secret> all(String field) {
        var place = place(field);
        long ways = List.of(field, field + "_file", field + "_env").stream()
                .filter(map::has)
                .count();
        if (ways > 1) {
            map.note(place, "given twice (expected: one of " + field + ", " + field + "_file, " + field + "_env)");
        }
        boolean literal = place.equals(field);
        var given = map.texts(place, "the secret, or the name of where it is");
        if (literal && !given.isEmpty()) {
            map.warn(
                    field,
                    "a secret in the file itself is read by whoever reads the file (better: " + field
                            + "_file: PATH or " + field + "_env: NAME)");
        }
        return (literal ? given : outside(place, given))
                .stream().map(Secret::of).toList();
    }

    private List<String> outside(String place, List<String> names) {
        var texts = new ArrayList<String>();
        for (String name : names) {
            var text = place.endsWith("_file") ? file(place, name) : variable(place, name);
            if (!text.isBlank()) {
                texts.addAll(List.of(text.strip().split("\\s+")));
            }
        }
        return texts;
    }

    /** The text of a variable; blank, and noted, when there is none. */
    private String variable(String place, String name) {
        var text = secrets.environment(name);
        if (text == null || text.isBlank()) {
            map.note(
                    place,
                    name + (text == null ? " is not set" : " is empty") + " (expected: a variable with the secret)");
        }
        return text == null ? "" : text;
    }

    private String file(String place, String path) {
        try {
            var text = secrets.file(path);
            if (text.isBlank()) {
                map.note(place, path + " is empty (expected: a file with the secret)");
            }
            return text;
        } catch (IOException e) {
            map.note(place, path + " cannot be read (expected: a file with the secret)");
            return "";
        }
    }
}
