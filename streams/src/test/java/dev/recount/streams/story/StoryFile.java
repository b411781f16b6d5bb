package dev.recount.streams.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A file of stories. It names the alert rule they are about, or each story does.
 */
record StoryFile(List<Story> stories) {

    private static final Pattern REPEATED = Pattern.compile("(\\S+) x(\\d+)");

    static StoryFile read(Path file) throws IOException {
        var root = tree(file);
        List<Story> stories = new ArrayList<>();
        for (JsonNode story : root.path("stories")) {
            stories.add(story(root, story));
        }
        return new StoryFile(stories);
    }

    static JsonNode tree(Path file) throws IOException {
        var settings = LoadSettings.builder().setLabel(file.toString()).build();
        return RecordJson.MAPPER.valueToTree(new Load(settings).loadFromString(Files.readString(file)));
    }

    /** Reference data of a file, with what one of its stories says instead. */
    static Map<String, JsonNode> registry(JsonNode root, JsonNode story) {
        var registry = byName(root.path("registry"));
        registry.putAll(byName(story.path("registry")));
        registry.values().removeIf(JsonNode::isNull);
        return registry;
    }

    private static Story story(JsonNode root, JsonNode story) {
        var registry = registry(root, story);
        List<Story.Step> steps = new ArrayList<>();
        for (JsonNode item : story.path("play")) {
            steps.addAll(steps(root, item));
        }
        Map<String, String> raises = new TreeMap<>();
        story.path("raises")
                .properties()
                .forEach(entry -> raises.put(entry.getKey(), entry.getValue().asText()));
        var silencedBy = story.path("silenced_by");
        return new Story(
                story.path("rule").asText(root.path("rule").asText("")),
                story.path("name").asText(),
                registry,
                steps,
                raises,
                silencedBy.isTextual() ? silencedBy.asText() : null,
                byName(story.path("proven_by")));
    }

    /** {@code wait 5m}, {@code name}, {@code name x12}, or {@code {name: changes}}. */
    static List<Story.Step> steps(JsonNode root, JsonNode item) {
        if (item.isObject()) {
            var change = item.properties().iterator().next();
            var step = step(root, change.getKey());
            return List.of(new Story.Step(step.name(), Merging.merged(step.template(), change.getValue()), 0));
        }
        var text = item.asText();
        if (text.startsWith("wait ")) {
            return List.of(new Story.Step(text, RecordJson.MAPPER.createObjectNode(), seconds(text.substring(5))));
        }
        var repeated = REPEATED.matcher(text);
        if (!repeated.matches()) {
            return List.of(step(root, text));
        }
        List<Story.Step> steps = new ArrayList<>();
        for (int i = 1; i <= Integer.parseInt(repeated.group(2)); i++) {
            steps.add(numbered(step(root, repeated.group(1)), i));
        }
        return steps;
    }

    private static Story.Step step(JsonNode root, String name) {
        var event = root.path("events").path(name);
        if (!event.isObject()) {
            throw new IllegalArgumentException("no event is called " + name);
        }
        boolean raw = event.has("hook") || event.has("audit");
        var base = raw || !root.path("defaults").isObject()
                ? RecordJson.MAPPER.createObjectNode()
                : (ObjectNode) root.path("defaults");
        return new Story.Step(name, Merging.merged(base, event), 0);
    }

    /** The same step with {@code {n}} filled in. */
    static Story.Step numbered(Story.Step step, int number) {
        try {
            var text = step.template().toString().replace("{n}", String.valueOf(number));
            return new Story.Step(step.name(), (ObjectNode) RecordJson.MAPPER.readTree(text), step.seconds());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, JsonNode> byName(JsonNode object) {
        Map<String, JsonNode> byName = new TreeMap<>();
        object.properties().forEach(entry -> byName.put(entry.getKey(), entry.getValue()));
        return byName;
    }

    private static long seconds(String text) {
        var upper = text.toUpperCase(java.util.Locale.ROOT);
        return Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper).toSeconds();
    }
}
