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

    /** An event matches a rule. */
    record Matched(SigmaDocument rule, Place place) implements Finding {

        @Override
        public String toJson() {
            Map<String, @Nullable Object> json = Finding.head("match", rule);
            json.put("file", place.file());
            json.put("line", place.line());
            if (place.record() > 0) {
                json.put("record", place.record());
            }
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
            if (evidence.stream().map(Place::file).distinct().count() == 1) {
                json.put("file", evidence.get(0).file());
            } else {
                json.put("evidence_files", evidence.stream().map(Place::file).toList());
            }
            if (evidence.stream().anyMatch(place -> place.record() > 0)) {
                json.put(
                        "evidence_records", evidence.stream().map(Place::record).toList());
            }
            json.put("following", lines(following));
            return json;
        }

        private static List<Long> lines(List<Place> places) {
            return places.stream().map(Place::line).toList();
        }
    }

    /**
     * Where an event stands.
     *
     * @param line where it begins, counted from 1
     * @param record its number in the file, counted from 1, where lines do not tell events apart; else 0
     */
    record Place(String file, long line, long record) {

        @Override
        public String toString() {
            return record > 0 ? file + ":" + line + "[" + record + "]" : file + ":" + line;
        }
    }

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
