package dev.recount.streams.detect;

import dev.recount.alert.Level;
import dev.recount.codec.Nearest;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.SigmaDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule file says under {@code recount:}, beyond Sigma; {@code detections/README.md} documents it. A rule without it
 * is grouped by session and alerts on its own.
 *
 * @param id the alert rule the document belongs to; several documents may share one
 * @param groupBy fields the evidence shares, of each list the first that is present; written {@code a|b}
 * @param anchor field that identifies the matter: the first that is present
 * @param support fields that hold ids of further evidence
 * @param window evidence no further apart than this is one alert
 * @param severity how fields move the level
 * @param summary one sentence with {@code {field|field|'text'}} filled in
 * @param absent what the alert rests on the absence of, when it does
 * @param grace how long after recording such an absence stays provisional
 * @param budget how many of its alerts may call for somebody in an hour of event time; with 0 none ever does
 * @param frameworks versions of the frameworks that tags are from, by the tag's namespace
 */
record RecountAttributes(
        @Nullable String id,
        List<List<String>> groupBy,
        List<String> anchor,
        List<String> support,
        Duration window,
        List<SeverityStep> severity,
        @Nullable String summary,
        @Nullable String absent,
        Duration grace,
        long budget,
        Map<String, String> frameworks) {

    private static final List<String> KEYS = List.of(
            "absent",
            "anchor",
            "budget",
            "frameworks",
            "grace",
            "group_by",
            "id",
            "severity",
            "summary",
            "support",
            "window");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");
    private static final String DEFAULT_GROUP = "session.id|credential.key|actor.id";
    private static final long DEFAULT_BUDGET = 10_000;
    private static final String DEFAULT_ANCHOR = "action.id";

    static RecountAttributes of(SigmaDocument document) {
        var section = document.metadata().custom().get("recount");
        if (section != null && !(section instanceof Map<?, ?>)) {
            throw fault(document, "recount", section, "a map");
        }
        var map = section instanceof Map<?, ?> given ? given : Map.of();
        refuseUnknown(document, map, "recount", KEYS);
        return new RecountAttributes(
                text(map, "id"),
                (map.containsKey("group_by") ? texts(map, "group_by") : List.of(DEFAULT_GROUP))
                        .stream().map(RecountAttributes::choices).toList(),
                choices(map.containsKey("anchor") ? String.valueOf(map.get("anchor")) : DEFAULT_ANCHOR),
                texts(map, "support"),
                duration(document, map, "window", Duration.ofMinutes(10)),
                severity(document, map),
                text(map, "summary"),
                text(map, "absent"),
                duration(document, map, "grace", Duration.ofMinutes(5)),
                budget(document, map),
                frameworks(map));
    }

    /** A mistyped key would leave its default in force, which nobody asked for. */
    private static void refuseUnknown(SigmaDocument document, Map<?, ?> map, String path, List<String> known) {
        for (Object key : map.keySet()) {
            var name = String.valueOf(key);
            if (!known.contains(name)) {
                throw fault(
                        document,
                        path + "." + name,
                        name + " in the rule \"" + document.metadata().title() + "\"",
                        "one of " + String.join(", ", known) + Nearest.hint(name, known));
            }
        }
    }

    private static List<String> choices(String text) {
        return List.of(text.split("\\|", -1));
    }

    private static long budget(SigmaDocument document, Map<?, ?> map) {
        var value = map.containsKey("budget") ? map.get("budget") : DEFAULT_BUDGET;
        if (value instanceof Number number && number.longValue() >= 0) {
            return number.longValue();
        }
        throw fault(document, "recount.budget", value, "a number of alerts in an hour, 0 or more");
    }

    private static Map<String, String> frameworks(Map<?, ?> map) {
        Map<String, String> versions = new TreeMap<>();
        if (map.get("frameworks") instanceof Map<?, ?> given) {
            given.forEach((name, version) -> versions.put(String.valueOf(name), String.valueOf(version)));
        }
        return versions;
    }

    private static @Nullable String text(Map<?, ?> map, String key) {
        var value = map.get(key);
        return value == null ? null : value.toString();
    }

    private static List<String> texts(Map<?, ?> map, String key) {
        var value = map.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    private static Duration duration(SigmaDocument document, Map<?, ?> map, String key, Duration otherwise) {
        var value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        var matcher = DURATION.matcher(value.toString());
        if (!matcher.matches()) {
            throw fault(document, "recount." + key, value, "a number with s, m, h or d, such as 30m");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static List<SeverityStep> severity(SigmaDocument document, Map<?, ?> map) {
        List<SeverityStep> steps = new ArrayList<>();
        var given = map.get("severity");
        if (given == null) {
            return steps;
        }
        if (!(given instanceof List<?> list)) {
            throw fault(document, "recount.severity", given, "a list of {when, step} or {when, level}");
        }
        for (Object element : list) {
            steps.add(step(document, element));
        }
        return steps;
    }

    private static SeverityStep step(SigmaDocument document, @Nullable Object element) {
        if (element instanceof Map<?, ?> map && map.get("when") instanceof Map<?, ?> when) {
            refuseUnknown(document, map, "recount.severity", List.of("when", "step", "level"));
            var conditions = SeverityStep.conditions(when);
            if (map.get("level") instanceof String level) {
                return new SeverityStep(conditions, 0, level(document, level));
            }
            if (map.get("step") instanceof Number step) {
                return new SeverityStep(conditions, step.intValue(), null);
            }
        }
        throw fault(
                document, "recount.severity", element, "{when: {field: value}, step: 1} or {when: …, level: critical}");
    }

    private static Level level(SigmaDocument document, String word) {
        try {
            return Level.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw fault(document, "recount.severity.level", word, "informational, low, medium, high or critical");
        }
    }

    private static InvalidAlertRule fault(
            SigmaDocument document, String key, @Nullable Object offending, String expected) {
        return new InvalidAlertRule(new Problem(document.location(), key, String.valueOf(offending), expected));
    }
}
