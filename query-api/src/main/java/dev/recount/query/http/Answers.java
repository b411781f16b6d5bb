package dev.recount.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.query.SideBySide;
import dev.recount.query.event.FactReads;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.ShownEvent;
import dev.recount.query.timeline.Link;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON shapes of {@code contract.md} §3. */
public final class Answers {

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);
    private static final RecordJson<Alert> ALERTS = RecordJson.of(Alert.class);
    private static final RecordJson<Incident> INCIDENTS = RecordJson.of(Incident.class);
    private static final List<String> ALERT_LISTS = List.of("evidence", "absent", "suppressed_by");
    private static final List<String> INCIDENT_LISTS =
            List.of("alerts", "rules", "sessions", "actors", "credentials", "resources");

    private final FactReads facts;

    Answers(FactReads facts) {
        this.facts = facts;
    }

    static ObjectNode object() {
        return RecordJson.MAPPER.createObjectNode();
    }

    /** An event with what was derived about it and where the evidence lies. */
    ObjectNode event(RecordedEvent recorded) {
        return parsed(text(recorded, facts.facts(recorded.id()).orElse(null)));
    }

    /** The same for a list of them, to be shown and not changed. */
    List<JsonNode> events(List<RecordedEvent> recorded) {
        var derived = facts.facts(recorded.stream().map(RecordedEvent::id).toList());
        return SideBySide.of(recorded)
                .flatMap(some -> some.stream().map(event -> raw(text(event, derived.get(event.id())))))
                .toList();
    }

    private static String text(RecordedEvent recorded, @Nullable EventFacts derived) {
        var shown = new ShownEvent(recorded, EVENTS.canonical(recorded.event()));
        return new String(EventText.of(shown, derived).toByteArray(), StandardCharsets.UTF_8);
    }

    /** A node that is written as {@code json} without being read. */
    private static JsonNode raw(String json) {
        return RecordJson.MAPPER.getNodeFactory().rawValueNode(new RawValue(json));
    }

    /** An alert; lists that are empty are there all the same. */
    public static ObjectNode alert(Alert alert) {
        var answer = withLists(parsed(ALERTS.write(alert)), ALERT_LISTS);
        if (!answer.has("group")) {
            answer.putObject("group");
        }
        if (!((ObjectNode) answer.get("rule")).has("tags")) {
            ((ObjectNode) answer.get("rule")).putArray("tags");
        }
        return answer;
    }

    /** An incident; lists that are empty are there all the same. */
    static ObjectNode incident(Incident incident) {
        var answer = withLists(parsed(INCIDENTS.write(incident)), INCIDENT_LISTS);
        if (!answer.has("recovery_left")) {
            answer.putNull("recovery_left");
        }
        return answer;
    }

    private static ObjectNode withLists(ObjectNode answer, List<String> names) {
        names.stream().filter(name -> !answer.has(name)).forEach(answer::putArray);
        return answer;
    }

    static ArrayNode links(List<Link> links) {
        var answer = RecordJson.MAPPER.createArrayNode();
        links.forEach(link -> answer.addObject()
                .put("to", link.to())
                .put("basis", link.basis().wire())
                .put("proven", link.proven()));
        return answer;
    }

    static ArrayNode texts(Iterable<String> texts) {
        var answer = RecordJson.MAPPER.createArrayNode();
        texts.forEach(answer::add);
        return answer;
    }

    /** Says {@code value} of {@code answer}, unless there is none. */
    static void put(ObjectNode answer, String name, @Nullable String value) {
        if (value != null) {
            answer.put(name, value);
        }
    }

    /** A page of a list. */
    static ObjectNode page(Iterable<? extends JsonNode> items, @Nullable String nextCursor, Instant asOf) {
        var answer = object();
        var list = answer.putArray("items");
        items.forEach(list::add);
        return answer.put("next_cursor", nextCursor).put("as_of", Micros.text(asOf));
    }

    private static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) RecordJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON cannot be read", e);
        }
    }
}
