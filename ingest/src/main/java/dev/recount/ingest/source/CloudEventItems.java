package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.Micros;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Resource;
import dev.recount.event.Source;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.ItemMaker;
import dev.recount.ingest.accept.Refusals;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0. Data that is a native event is taken as one, whatever the event's {@code type}; under a type that begins
 * with {@value #TYPE_PREFIX} it has to be one. Anything else becomes an action named by the {@code type}, with the data kept
 * in {@code source.record}. {@code source} and {@code id} are the dedupe key.
 */
public final class CloudEventItems {

    private static final String TYPE_PREFIX = "dev.recount.";

    private final NativeEvents events;
    private final Acceptance acceptance;
    private final Refusals refusals;

    public CloudEventItems(NativeEvents events, Acceptance acceptance, Refusals refusals) {
        this.events = events;
        this.acceptance = acceptance;
        this.refusals = refusals;
    }

    /** Items with attributes and data in one JSON object. */
    public ItemMaker structured() {
        return guarded(new NativeItems(
                (body, offset, length) -> structured(ItemParsers.tree(body, offset, length)), acceptance, refusals));
    }

    /** The one item whose attributes stand in headers and whose data is the body. */
    public ItemMaker binary(Map<String, String> headers) {
        return guarded(new NativeItems(
                (body, offset, length) -> {
                    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
                    headers.forEach((name, value) -> attributes.put(name, decoded(value)));
                    return event(attributes, ItemParsers.tree(body, offset, length));
                },
                (body, offset, length) -> headers.get("id"),
                acceptance,
                refusals));
    }

    private ItemMaker guarded(ItemMaker items) {
        return new GuardedItems(NativeItems.SOURCE, items, refusals);
    }

    private Event structured(JsonNode envelope) {
        if (envelope.has("data_base64")) {
            throw new UnreadableRecord("/data_base64", "binary data is not read here; send the data as JSON");
        }
        return event(envelope, envelope.path("data"));
    }

    private Event event(JsonNode attributes, JsonNode data) {
        require(attributes, "specversion");
        require(attributes, "id");
        require(attributes, "source");
        require(attributes, "type");
        var event = isNative(attributes, data) ? nativeEvent(data) : foreign(attributes, data);
        return withAttributes(event, attributes);
    }

    private static void require(JsonNode attributes, String name) {
        if (!attributes.path(name).isTextual()
                || attributes.path(name).textValue().isEmpty()) {
            throw new UnreadableRecord("/" + name, "missing; CloudEvents require it to be a string");
        }
    }

    private static boolean isNative(JsonNode attributes, JsonNode data) {
        boolean declared = attributes.path("type").textValue().startsWith(TYPE_PREFIX) && data.has("type");
        return declared || NativeShape.isEvent(data);
    }

    private Event nativeEvent(JsonNode data) {
        byte[] json = data.toString().getBytes(StandardCharsets.UTF_8);
        return events.read(json, 0, json.length);
    }

    private static Event foreign(JsonNode attributes, JsonNode data) {
        var type = attributes.path("type").textValue();
        var subject = text(attributes, "subject");
        return Event.of(EventType.ACTION)
                .action(new Action(null, null, type, null, null, null, null, null, null, null))
                .resource(subject == null ? null : new Resource(subject, null, null, null, null))
                .source(new Source(
                        "cloudevents",
                        text(attributes, "source"),
                        text(attributes, "id"),
                        data.isMissingNode() || data.isNull() ? null : CanonicalJson.of(data)))
                .build();
    }

    /** What the envelope knows and the event does not say itself. */
    private static Event withAttributes(Event event, JsonNode attributes) {
        EventBuilder builder = event.toBuilder();
        var time = text(attributes, "time");
        if (event.occurredAt() == null && time != null) {
            var parsed = Micros.parse(time);
            if (parsed == null) {
                throw new UnreadableRecord("/time", "not an RFC 3339 time such as 2026-04-24T16:41:07.120Z");
            }
            builder.occurredAt(parsed);
        }
        if (event.id() == null && event.source() == null) {
            builder.source(new Source("cloudevents", text(attributes, "source"), text(attributes, "id"), null));
        }
        if (event.correlationId() == null) {
            builder.correlationId(text(attributes, "correlationid"));
        }
        if (event.causationId() == null) {
            builder.causationId(text(attributes, "causationid"));
        }
        if (event.traceId() == null) {
            builder.traceId(traceId(text(attributes, "traceparent")));
        }
        return builder.build();
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        var parts = traceparent == null ? new String[0] : traceparent.split("-", -1);
        return parts.length >= 4 && parts[1].length() == 32 ? parts[1] : null;
    }

    private static @Nullable String text(JsonNode attributes, String name) {
        var value = attributes.path(name);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }

    /** CloudEvents HTTP binding §3.1.3.2: header values are percent-encoded UTF-8; a plus sign stands for itself. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
