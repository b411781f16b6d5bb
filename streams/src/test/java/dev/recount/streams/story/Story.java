package dev.recount.streams.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens, and what must be raised about it.
 *
 * @param rule the alert rule it is about; {@code ""} when it is about all of them
 * @param name a sentence
 * @param registry reference data, by {@code kind/id}
 * @param steps what is played, one after another
 * @param raises the worst standing level of each alert rule, and no other rule
 * @param silencedBy the step or registry entry without which the file's rule would speak; absent when silence has another reason
 * @param provenBy changes to steps, with which the file's rule would speak
 */
public record Story(
        String rule,
        String name,
        Map<String, JsonNode> registry,
        List<Step> steps,
        Map<String, String> raises,
        @Nullable String silencedBy,
        Map<String, JsonNode> provenBy) {

    /**
     * Something that happens, or time that passes.
     *
     * @param name of the event in the file
     * @param template the event, with defaults
     * @param seconds how long to wait instead; 0 for an event
     */
    public record Step(String name, ObjectNode template, long seconds) {}

    /** The same story without what silences it. */
    Story bare() {
        if (!provenBy.isEmpty()) {
            return with(steps.stream().map(this::changed).toList(), registry);
        }
        Map<String, JsonNode> entries = new TreeMap<>(registry);
        entries.remove(silencedBy);
        List<Step> rest = new ArrayList<>(steps);
        rest.removeIf(step -> step.name().equals(silencedBy));
        return with(rest, entries);
    }

    private Step changed(Step step) {
        var change = provenBy.get(step.name());
        return change == null ? step : new Step(step.name(), Merging.merged(step.template(), change), step.seconds());
    }

    private Story with(List<Step> newSteps, Map<String, JsonNode> newRegistry) {
        return new Story(rule, name, newRegistry, newSteps, raises, null, Map.of());
    }

    /** The same story with other steps. */
    Story playing(List<Step> newSteps) {
        return new Story(rule, name, registry, newSteps, raises, silencedBy, provenBy);
    }

    /** Whether it is about something that should wake nobody. */
    boolean isBenign() {
        var level = raises.get(rule);
        return level == null || level.equals("low") || level.equals("informational");
    }

    /** Whether part of it goes through ingest as its source sent it. */
    boolean isRaw() {
        return steps.stream()
                .anyMatch(step -> step.template().has("hook") || step.template().has("audit"));
    }
}
