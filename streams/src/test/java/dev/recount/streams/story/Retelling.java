package dev.recount.streams.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.reference.RegistryKind;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The same story of other people, about other things, at another time: every name of somebody or something and every id is one that
 * no other telling uses, every time is later by the same span. What holds for everybody, an environment that is frozen and a tool that
 * is approved or whose definition is told, is another environment and another tool.
 */
final class Retelling {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);
    private static final Pattern NAMED = Pattern.compile("(?!arn:|tool:|terraform:)[a-z][a-z0-9_.+-]*:(?!//)\\S+");
    private static final Pattern ARN = Pattern.compile("(arn:(?:[^:]*:){4})(.*)");
    private static final Pattern ADDRESS = Pattern.compile("(https?://[^/:]+)(.*)");
    private static final Pattern APPROVED_TOOL = Pattern.compile("tool:([^@]+)(@.*)");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+Z");
    private static final Set<String> NAMES = Set.of(
            "id",
            "causation_id",
            "parent_id",
            "fingerprint",
            "provider_id",
            "correlation_id",
            "protection_group",
            "identity",
            "on_behalf_of",
            "approver",
            "grantee",
            "ref");
    private static final Set<String> ENVIRONMENTS = Set.of("environment", "environment_asserted", "environments");
    /** What a provider calls its operations, and its own record of them, is no name of anybody. */
    private static final Set<String> KEPT = Set.of("operation", "source", "sensor", "labels", "purpose");

    private final String mark;
    private final Duration later;
    private final Set<String> tools = new HashSet<>();
    private final Set<String> frozen = new HashSet<>();
    private final Set<String> destinations = new HashSet<>();

    Retelling(int number, Duration later) {
        this.mark = "n" + number;
        this.later = later;
    }

    List<Event> of(List<Event> events) {
        List<JsonNode> told = events.stream().map(Retelling::tree).toList();
        told.forEach(this::noteWhatHoldsForEverybody);
        return told.stream()
                .map(event -> JSON.read(changed("", event).toString()))
                .toList();
    }

    private static JsonNode tree(Event event) {
        try {
            return RecordJson.MAPPER.readTree(JSON.write(event));
        } catch (IOException e) {
            throw new IllegalStateException("our own JSON cannot be read", e);
        }
    }

    private void noteWhatHoldsForEverybody(JsonNode event) {
        var approved =
                APPROVED_TOOL.matcher(event.path("approval").path("resource").asText());
        if (approved.matches()) {
            tools.add(approved.group(1));
        }
        if (event.path("labels").has("tool_digest")) {
            tools.add(event.path("action").path("tool").asText());
        }
        var reference = event.path("reference");
        if (reference.path("kind").asText().equals(RegistryKind.FREEZES.wire())) {
            frozen.add(reference.path("body").path("environment").asText());
        }
        if (reference.path("kind").asText().equals(RegistryKind.DESTINATIONS.wire())) {
            destinations.add(reference.path("id").asText());
        }
        if (event.path("phase").asText().startsWith("freeze_")) {
            frozen.add(event.path("resource").path("environment").asText());
        }
    }

    private JsonNode changed(String name, JsonNode node) {
        if (name.equals("labels") && node.has("host")) {
            return ((ObjectNode) node.deepCopy()).put("host", node.path("host").asText() + "-" + mark);
        }
        if (KEPT.contains(name)) {
            return node;
        }
        if (node instanceof ObjectNode object) {
            var copy = RecordJson.MAPPER.createObjectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), changed(field.getKey(), field.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = RecordJson.MAPPER.createArrayNode();
            array.forEach(element -> copy.add(changed(name, element)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(changed(name, node.textValue())) : node;
    }

    private String changed(String name, String text) {
        if (TIME.matcher(text).matches()) {
            var at = Micros.parse(text);
            return at == null ? text : Micros.text(at.plus(later));
        }
        if (name.equals("tool")) {
            return tools.contains(text) ? text + "_" + mark : text;
        }
        if (ENVIRONMENTS.contains(name)) {
            return frozen.contains(text) ? text + "-" + mark : text;
        }
        return renamed(name, text);
    }

    private String renamed(String name, String text) {
        if (NAMED.matcher(text).matches()) {
            int colon = text.indexOf(':');
            return text.substring(0, colon + 1) + mark + "-" + text.substring(colon + 1);
        }
        var arn = ARN.matcher(text);
        if (arn.matches()) {
            return arn.group(1) + mark + "-" + arn.group(2);
        }
        var approved = APPROVED_TOOL.matcher(text);
        if (approved.matches()) {
            return "tool:" + approved.group(1) + "_" + mark + approved.group(2);
        }
        var address = ADDRESS.matcher(text);
        if (address.matches()) {
            return address.group(1) + "-" + mark + address.group(2);
        }
        if (name.equals("identity")) {
            return "*" + mark + "-" + text;
        }
        boolean isName = NAMES.contains(name) && !text.startsWith("terraform:");
        return isName || destinations.contains(text) ? text + "-" + mark : text;
    }
}
