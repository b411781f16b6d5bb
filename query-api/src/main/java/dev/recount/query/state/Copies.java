package dev.recount.query.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.query.event.FactReads;
import dev.recount.query.event.RecordedEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a destruction leaves, by the facts that enrichment derived from reference data. */
public final class Copies {

    private static final String GROUP = "resource.protection_group";
    /** Said, true or false, of every destruction in a group of which copies are registered; an empty list is not a fact. */
    private static final String LAST_PATH = "recovery.last_path";

    private static final String SURVIVING = "recovery.surviving";
    private static final String LOST_WITH_IT = "recovery.lost_with_it";

    private final FactReads facts;

    public Copies(FactReads facts) {
        this.facts = facts;
    }

    /** What {@code past}, in order, destroyed; of the copies of each, those that stood at the end. */
    List<Loss> losses(List<RecordedEvent> past) {
        Map<String, Loss> losses = new LinkedHashMap<>();
        Set<String> lost = new HashSet<>();
        for (RecordedEvent event : past) {
            var resource = event.event().resourceId();
            if (resource != null && destroyed(event.event())) {
                var known = facts(event);
                lost.add(resource);
                lost.addAll(texts(known.path(LOST_WITH_IT)));
                losses.putIfAbsent(resource, loss(resource, event, known));
            }
        }
        return losses.values().stream().map(loss -> loss.without(lost)).toList();
    }

    /** What was refused, failed, or was only asked for destroys nothing. */
    private static boolean destroyed(Event event) {
        var verb = event.verb();
        return event.type() == EventType.ACTION && verb != null && verb.destroys() && event.phase() == Phase.SUCCEEDED;
    }

    private static Loss loss(String resource, RecordedEvent event, JsonNode known) {
        return new Loss(
                resource,
                group(event.event(), known),
                event.occurredAt(),
                event.id(),
                texts(known.path(SURVIVING)),
                known.has(LAST_PATH) || known.has(SURVIVING));
    }

    private static @Nullable String group(Event event, JsonNode known) {
        var derived = known.path(GROUP).textValue();
        return derived != null
                ? derived
                : Objects.requireNonNull(event.resource(), "resource").protectionGroup();
    }

    private JsonNode facts(RecordedEvent event) {
        return facts.facts(event.id())
                .map(derived -> parsed(derived.facts().text()))
                .orElseGet(RecordJson.MAPPER::createObjectNode);
    }

    private static JsonNode parsed(String canonical) {
        try {
            return RecordJson.MAPPER.readTree(canonical);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are canonical JSON", e);
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
