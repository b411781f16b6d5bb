package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.alert.Level;
import dev.recount.codec.InertJson;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OCSF, class API Activity (6003), one event a line, in the time of the event. What the release has no place for, the place in
 * the log among it, stands under {@code unmapped}.
 */
final class Ocsf implements LineFormat {

    private static final int CATEGORY_APPLICATION = 6;
    private static final int API_ACTIVITY = 6003;
    private static final int OTHER = 99;
    private static final String NOT_KNOWN = "unknown";

    private final OcsfRelease release;

    private final Resting alerts;

    Ocsf(OcsfRelease release) {
        this(release, Resting.NONE);
    }

    private Ocsf(OcsfRelease release, Resting alerts) {
        this.release = release;
        this.alerts = alerts;
    }

    /** An event is as severe as the worst alert that stands on it. */
    @Override
    public Ocsf beside(Collection<Alert> alerts) {
        return new Ocsf(release, Resting.of(alerts));
    }

    @Override
    public String name() {
        return release.format();
    }

    @Override
    public String fileName() {
        return release.fileName();
    }

    @Override
    public Optional<AlertFormat> alerts() {
        return Optional.of(new OcsfFindings(release));
    }

    @Override
    public byte[] line(SealedRecord record) throws IOException {
        var event = record.event();
        var line = RecordJson.MAPPER.createObjectNode();
        line.put("category_uid", CATEGORY_APPLICATION).put("class_uid", API_ACTIVITY);
        activity(event, line);
        line.put("severity_id", severity(event)).put("time", millis(event.occurredAt()));
        status(event, line);
        put(line, "message", Columns.summary(event));
        metadata(event, line.putObject("metadata"));
        OcsfActor.put(event, line.putObject("actor"));
        api(event, line.putObject("api"));
        OcsfEndpoints.put(event, line);
        resource(event, line);
        if (event.traceId() != null) {
            line.putObject("trace").put("uid", event.traceId());
        }
        if (event.source() != null && event.source().record() != null) {
            line.put("raw_data", event.source().record().text());
        }
        OcsfAgent.put(release, event, line);
        unmapped(record, line.putObject("unmapped"));
        return (InertJson.of(line.toString()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? 0 : time.toEpochMilli();
    }

    private int severity(Event event) {
        var level = alerts.on(event).stream()
                .filter(alert -> alert.status().stands() && !alert.isQuiet())
                .map(Alert::level)
                .max(Comparator.naturalOrder());
        return OcsfFindings.severity(level.orElse(Level.INFORMATIONAL));
    }

    private static void activity(Event event, ObjectNode line) {
        int activity = event.verb() == null ? OTHER : activity(event.verb());
        line.put("activity_id", activity).put("type_uid", API_ACTIVITY * 100L + activity);
        if (activity == OTHER) {
            line.put(
                    "activity_name",
                    event.verb() == null ? event.type().wire() : event.verb().wire());
        }
    }

    /** Create, read, update or delete, where a verb is one of them. */
    private static int activity(Verb verb) {
        return switch (verb) {
            case CREATE, INSTALL, ISSUE_CREDENTIAL, RESTORE -> 1;
            case READ, DISCOVER, READ_SECRET -> 2;
            case MODIFY, PROTECT_OFF, PROTECT_ON, ENCRYPT_FOREIGN, GRANT, CONFIGURE_AGENT -> 3;
            case DESTROY, DESTROY_BACKUP, PURGE, LOG_PURGE, REVOKE_CREDENTIAL -> 4;
            default -> OTHER;
        };
    }

    private static void status(Event event, ObjectNode line) {
        var phase = event.phase() == null ? "" : event.phase().wire();
        int status =
                switch (phase) {
                    case "succeeded" -> 1;
                    case "failed", "denied" -> 2;
                    case "" -> 0;
                    default -> OTHER;
                };
        line.put("status_id", status);
        if (status == OTHER) {
            line.put("status", phase);
        }
        var error = event.action() == null ? null : event.action().error();
        if (error != null) {
            put(line, "status_code", error.code());
            put(line, "status_detail", error.message());
        }
    }

    private void metadata(Event event, ObjectNode metadata) {
        release.product(metadata).put("log_name", "recount.events");
        put(metadata, "uid", event.id());
        put(metadata, "correlation_uid", event.correlationId());
        if (event.occurredAt() != null) {
            metadata.put("original_time", Micros.text(event.occurredAt()));
        }
        if (event.recordedAt() != null) {
            metadata.put("logged_time", millis(event.recordedAt()));
        }
        if (event.sensor() != null && event.sensor().name() != null) {
            metadata.putObject("reporter").put("name", event.sensor().name());
        }
        if (OcsfAgent.isAiOperation(release, event)) {
            metadata.withArray("profiles").add("ai_operation");
        }
        if (event.traceId() != null) {
            metadata.withArray("profiles").add("trace");
        }
    }

    private static void api(Event event, ObjectNode api) throws IOException {
        var action = event.action();
        var named = action == null ? null : action.operation() == null ? action.tool() : action.operation();
        var otherwise = event.type().wire()
                + (event.phase() == null ? "" : "." + event.phase().wire());
        api.put("operation", named == null ? otherwise : named);
        if (event.source() != null && event.source().product() != null) {
            api.putObject("service").put("name", event.source().product());
        }
        if (event.actionId() != null) {
            var request = api.putObject("request").put("uid", event.actionId());
            if (action != null && action.arguments() != null) {
                request.set(
                        "data", RecordJson.MAPPER.readTree(action.arguments().text()));
            }
        }
        if (event.credential() != null && event.credentialKey() != null) {
            var token = api.putObject("token").put("uid", event.credentialKey());
            token.put("type_id", OTHER);
            token.put(
                    "type",
                    event.credential().kind() == null
                            ? NOT_KNOWN
                            : event.credential().kind());
        }
    }

    private static void resource(Event event, ObjectNode line) {
        var resource = event.resource();
        if (resource != null && resource.id() != null) {
            var shown = line.putArray("resources").addObject().put("uid", resource.id());
            put(shown, "type", resource.kind());
            put(shown, "namespace", resource.environment());
        }
    }

    private void unmapped(SealedRecord record, ObjectNode unmapped) throws IOException {
        var event = record.event();
        if (release == OcsfRelease.V1_8_0 && event.actorId() != null) {
            put(unmapped.putObject("ai_agent").put("uid", event.actorId()), "instance_uid", event.sessionId());
        }
        unmapped.set("recount", OcsfUnmapped.of(record));
    }
}
