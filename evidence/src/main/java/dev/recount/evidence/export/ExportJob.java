package dev.recount.evidence.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * An export and how far it is.
 *
 * @param id names it; cannot be guessed
 * @param request what is wanted
 * @param createdBy who asked
 * @param createdAt when
 * @param status where it stands
 * @param events how many events there are, once that is known
 * @param done how many of them are written
 * @param detail why it failed; else empty
 */
public record ExportJob(
        String id,
        ExportRequest request,
        String createdBy,
        Instant createdAt,
        Status status,
        long events,
        long done,
        String detail) {

    /** Where a job stands. */
    public enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED;

        /** As it is shown. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ExportJob queued(String id, ExportRequest request, String createdBy, Instant createdAt) {
        return new ExportJob(id, request, createdBy, createdAt, Status.QUEUED, 0, 0, "");
    }

    ExportJob at(long done, long events) {
        return new ExportJob(id, request, createdBy, createdAt, Status.RUNNING, events, done, "");
    }

    ExportJob finished() {
        return new ExportJob(id, request, createdBy, createdAt, Status.DONE, events, events, "");
    }

    ExportJob failed(String why) {
        return new ExportJob(id, request, createdBy, createdAt, Status.FAILED, events, done, why);
    }

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return status == Status.DONE || status == Status.FAILED;
    }

    /** The job as it is answered and kept. */
    public ObjectNode json() {
        var json = RecordJson.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("status", status.wire())
                .put("created_at", Micros.text(createdAt))
                .put("created_by", createdBy);
        json.set("request", request.json());
        json.putObject("progress").put("events", events).put("done", done);
        return detail.isEmpty() ? json : json.put("detail", detail);
    }

    static ExportJob of(JsonNode json) {
        return new ExportJob(
                json.path("id").asText(),
                ExportRequest.of(json.path("request")),
                json.path("created_by").asText(),
                Objects.requireNonNull(Micros.parse(json.path("created_at").asText()), "created_at"),
                Status.valueOf(json.path("status").asText().toUpperCase(Locale.ROOT)),
                json.path("progress").path("events").asLong(),
                json.path("progress").path("done").asLong(),
                json.path("detail").asText());
    }
}
