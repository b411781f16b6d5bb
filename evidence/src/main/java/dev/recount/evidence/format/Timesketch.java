package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.codec.InertJson;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Timesketch timeline: JSON Lines with {@code message}, {@code datetime}, {@code timestamp} and {@code timestamp_desc}. */
public final class Timesketch implements LineFormat {

    /** The column of the incident that a line belongs to. */
    public static final String INCIDENT = "incident_id";

    private final Resting alerts;

    Timesketch() {
        this(Resting.NONE);
    }

    private Timesketch(Resting alerts) {
        this.alerts = alerts;
    }

    @Override
    public String name() {
        return "timesketch";
    }

    /** The importer looks at the end of the name. */
    @Override
    public String fileName() {
        return "events.jsonl";
    }

    /** A row also says which incident the event is evidence in. */
    @Override
    public Timesketch beside(Collection<Alert> alerts) {
        return new Timesketch(Resting.of(alerts));
    }

    @Override
    public Optional<AlertFormat> alerts() {
        return Optional.of(new TimesketchDetections());
    }

    @Override
    public byte[] line(SealedRecord record) throws IOException {
        var event = record.event();
        var line = of(event);
        var incidents = alerts.on(event).stream()
                .map(Alert::incidentId)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(" "));
        if (!incidents.isEmpty()) {
            line.put(INCIDENT, incidents);
        }
        line.put("leaf_index", record.leaf()).put("leaf_hash", HexFormat.of().formatHex(record.leafHash()));
        tag(line, event);
        return (InertJson.of(line.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What a line says of an event, but for its tags. */
    public static ObjectNode of(Event event) {
        var at = event.occurredAt() == null ? Instant.EPOCH : event.occurredAt();
        var line = row(message(event), at, description(event));
        for (String column : Columns.NAMES) {
            var value = Columns.value(column, event);
            if (!value.isEmpty()) {
                line.put(column, value);
            }
        }
        return line;
    }

    /** What the importer asks of every line. */
    static ObjectNode row(String message, Instant at, String description) {
        return RecordJson.MAPPER
                .createObjectNode()
                .put("message", message)
                .put("datetime", Micros.text(at).replace("Z", "+00:00"))
                .put("timestamp", Micros.of(at))
                .put("timestamp_desc", description);
    }

    /** Tags a line with what the event is; further tags may be added. */
    public static ArrayNode tag(ObjectNode line, Event event) {
        return line.putArray("tag").add(event.type().wire());
    }

    private static String message(Event event) {
        var parts = Stream.of(
                event.actorId(),
                event.type().wire(),
                event.phase() == null ? null : event.phase().wire(),
                event.action() == null ? null : event.action().operation(),
                event.resourceId(),
                Columns.summary(event));
        return parts.filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String description(Event event) {
        if (event.type() == EventType.CREDENTIAL) {
            return "Credential use";
        }
        if (event.type() != EventType.ACTION) {
            return "Event " + event.type().wire();
        }
        return switch (event.phase() == null ? "" : event.phase().wire()) {
            case "succeeded", "failed", "denied" -> "Action outcome";
            default -> "Action intent";
        };
    }
}
