package dev.recount.runtime.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where values come from: names as that place spells them, each with its text and its place for messages. A reader is
 * given sources in order of precedence, the strongest first.
 */
public final class SettingsSource {

    static final String VARIABLE_PREFIX = "RECOUNT_";

    /**
     * @param text the raw text
     * @param place where it stands, e.g. {@code RECOUNT_PORT} or {@code recount.yaml:3 port}
     */
    record Raw(String text, String place) {}

    private final Spelling spelling;
    private final Map<String, Raw> values;
    private final List<String> problems;

    private SettingsSource(Spelling spelling, Map<String, Raw> values, List<String> problems) {
        this.spelling = spelling;
        this.values = values;
        this.problems = problems;
    }

    /** Values given on the command line, by key name: {@code port → 8080} stands for {@code --port 8080}. */
    public static SettingsSource flags(Map<String, String> byKeyName) {
        Map<String, Raw> values = new LinkedHashMap<>();
        byKeyName.forEach((key, text) -> values.put(Spelling.FLAG.of(key), new Raw(text, Spelling.FLAG.of(key))));
        return new SettingsSource(Spelling.FLAG, values, List.of());
    }

    /** The variables of a process; those that do not start with {@code RECOUNT_} are none of ours. */
    public static SettingsSource environment(Map<String, String> variables) {
        Map<String, Raw> values = new LinkedHashMap<>();
        new TreeMap<>(variables).forEach((name, text) -> {
            if (name.startsWith(VARIABLE_PREFIX)) {
                values.put(name, new Raw(text, name));
            }
        });
        return new SettingsSource(Spelling.ENVIRONMENT, values, List.of());
    }

    /** A YAML file of keys, nested ({@code ingest: {port: 1}}) or dotted ({@code ingest.port: 1}). */
    public static SettingsSource file(Path file) {
        YamlFile read = YamlFile.read(file);
        return new SettingsSource(Spelling.FILE, read.values(), read.problems());
    }

    Spelling spelling() {
        return spelling;
    }

    Map<String, Raw> values() {
        return values;
    }

    /** What is wrong with the source itself, e.g. a file that cannot be read. */
    List<String> problems() {
        return problems;
    }
}
