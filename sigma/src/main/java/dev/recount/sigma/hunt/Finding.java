package dev.recount.sigma.hunt;

import dev.recount.sigma.json.Json;
import dev.recount.sigma.rule.SigmaDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a hunt found. */
public sealed interface Finding {

    /** The rule that says so. */
    SigmaDocument rule();

    /** As one line of NDJSON, in the form of the command {@code rules run}. */
    String toJson();

    /**
     * A line matches a rule.
     *
     * @param line counted from 1
     */
    record Matched(SigmaDocument rule, String file, long line) implements Finding {

        @Override
        public String toJson() {
            Map<String, @Nullable Object> json = Finding.head("match", rule);
            json.put("file", file);
            json.put("line", line);
            return Json.write(json);
        }
    }

    /**
     * A correlation fires for a group, once or several times. The output names the first time; further times stand under
     * {@code again}.
     *
     * @param group by field or alias
     * @param fires in order of time, never empty
     */
    record Correlated(SigmaDocument rule, Map<String, String> group, List<Fire> fires) implements Finding {

        @Override
        public String toJson() {
            Map<String, @Nullable Object> json = Finding.head("correlation", rule);
            json.put("group", group);
            json.putAll(fires.get(0).json());
            if (fires.size() > 1) {
                json.put("again", fires.stream().skip(1).map(Fire::json).toList());
            }
            return Json.write(json);
        }
    }

    /**
     * One time a correlation fired.
     *
     * @param firstFire RFC 3339, UTC, microseconds
     * @param evidence where the lines stand that made it fire, in order of time
     * @param following where those stand that matched while it lasted, in order of time
     */
    record Fire(String firstFire, List<Place> evidence, List<Place> following) {

        private Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("first_fire", firstFire);
            json.put("evidence", lines(evidence));
            if (evidence.stream().map(Place::file).distinct().count() > 1) {
                json.put("evidence_files", evidence.stream().map(Place::file).toList());
            }
            json.put("following", lines(following));
            return json;
        }

        private static List<Long> lines(List<Place> places) {
            return places.stream().map(Place::line).toList();
        }
    }

    /**
     * A line of a file.
     *
     * @param line counted from 1
     */
    record Place(String file, long line) {}

    private static Map<String, @Nullable Object> head(String kind, SigmaDocument rule) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", kind);
        json.put("rule_id", rule.key());
        json.put("title", rule.metadata().title());
        if (rule.metadata().level() != null) {
            json.put("level", rule.metadata().level().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (rule.metadata().author() != null) {
            json.put("author", rule.metadata().author());
        }
        return json;
    }
}
