package dev.recount.streams.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes accepted events of a story: a second passes before each, an action and an event get ids, {@code ${secret.x}} stands
 * for a secret and {@code ${fp.x}} for its fingerprint, {@code ${now-40d}} for a time.
 */
final class Telling {

    static final Instant BEGIN = Instant.parse("2026-06-01T10:00:00Z");

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);
    private static final Pattern PLACE = Pattern.compile("\\$\\{(secret|fp|now)([.+-])(\\w+)}");
    private static final Duration DELAY = Duration.ofMillis(5);

    private final RawPayloads raw = new RawPayloads();
    private final List<Event> events = new ArrayList<>();
    private Instant now = BEGIN;
    private int count;

    private Telling() {}

    static List<Event> of(Story story) {
        var telling = new Telling();
        story.registry().forEach(telling::declare);
        story.steps().forEach(telling::play);
        return telling.events;
    }

    private void declare(String key, JsonNode body) {
        int slash = key.indexOf('/');
        var event = RecordJson.MAPPER.createObjectNode().put("type", "control").put("phase", "reference_changed");
        event.putObject("reference")
                .put("kind", key.substring(0, slash))
                .put("id", key.substring(slash + 1))
                .set("body", body);
        tell(event);
    }

    private void play(Story.Step step) {
        now = now.plusSeconds(step.seconds() > 0 ? step.seconds() : 1);
        if (step.seconds() > 0) {
            return;
        }
        var template = step.template();
        if (template.has("hook") || template.has("audit")) {
            events.addAll(raw.events(filled(template), now));
        } else {
            tell(template.deepCopy());
        }
    }

    private void tell(ObjectNode event) {
        int number = count++;
        setIfAbsent(event, "id", "e" + number);
        setIfAbsent(event, "occurred_at", Micros.text(now));
        var late = event.remove("late_by");
        var recorded = late == null ? now : now.plus(Duration.parse(late.asText()));
        setIfAbsent(event, "observed_at", Micros.text(recorded));
        setIfAbsent(event, "recorded_at", Micros.text(recorded.plus(DELAY)));
        if (event.get("action") instanceof ObjectNode action) {
            setIfAbsent(event, "type", "action");
            setIfAbsent(event, "phase", "succeeded");
            setIfAbsent(action, "id", "a" + number);
        }
        if (event.get("session") instanceof ObjectNode session && !session.has("seq")) {
            session.put("seq", number);
        }
        events.add(JSON.read(filled(event).toString()));
    }

    private static void setIfAbsent(ObjectNode object, String name, String value) {
        if (!object.has(name)) {
            object.put(name, value);
        }
    }

    private JsonNode filled(JsonNode template) {
        var text = PLACE.matcher(template.toString())
                .replaceAll(place -> value(place.group(1), place.group(2), place.group(3)));
        try {
            return RecordJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private String value(String what, String sign, String argument) {
        if (what.equals("now")) {
            var upper = argument.toUpperCase(java.util.Locale.ROOT);
            var span = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            return Micros.text(sign.equals("-") ? now.minus(span) : now.plus(span));
        }
        return what.equals("fp") ? raw.fingerprint(argument) : RawPayloads.secret(argument);
    }
}
