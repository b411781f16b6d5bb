package dev.recount.evidence.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;
import dev.recount.evidence.export.ExportJob;
import dev.recount.evidence.export.ExportRequest;
import dev.recount.evidence.export.Exports;
import dev.recount.runtime.access.Caller;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports. Who asks for one, and who fetches one, is on record before the answer is given. */
final class ExportHandlers {

    static final QueryParams NONE = QueryParams.accepting();
    private static final Logger LOG = LoggerFactory.getLogger(ExportHandlers.class);

    private final Exports exports;
    private final ReadRecord record;
    private final Clock clock;

    ExportHandlers(Exports exports, ReadRecord record, Clock clock) {
        this.exports = exports;
        this.record = record;
        this.clock = clock;
    }

    void begin(Context ctx) throws IOException {
        NONE.of(ctx);
        var body = body(ctx);
        var faults = ExportRequest.faults(body);
        if (!faults.isEmpty()) {
            throw Problem.invalidBody(faults.stream()
                    .map(fault -> new FieldError(fault.pointer(), fault.detail()))
                    .toList());
        }
        var request = ExportRequest.of(body);
        var job = exports.begin(request, caller(ctx));
        put(ctx, job, "recount.export");
        ctx.status(202).header(Header.LOCATION, "/v1/exports/" + job.id());
        CheckpointHandlers.json(ctx, job.json());
    }

    private static JsonNode body(Context ctx) {
        try {
            var body = RecordJson.MAPPER.readTree(ctx.body());
            return body == null ? RecordJson.MAPPER.missingNode() : body;
        } catch (JsonProcessingException e) {
            throw Problem.INVALID_BODY.because("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    void one(Context ctx) {
        NONE.of(ctx);
        CheckpointHandlers.json(ctx, job(ctx).json());
    }

    private ExportJob job(Context ctx) {
        return exports.job(ctx.pathParam("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("there is no export with that id"));
    }

    void download(Context ctx) throws IOException {
        NONE.of(ctx);
        var job = job(ctx);
        if (job.status() != ExportJob.Status.DONE) {
            throw Problem.CONFLICT.because("the export is " + job.status().wire());
        }
        put(ctx, job, "recount.download");
        var bundle = exports.bundle(job);
        ctx.header(Header.CONTENT_DISPOSITION, "attachment; filename=\"" + job.id() + ".zip\"")
                .header(Header.CONTENT_LENGTH, Long.toString(Files.size(bundle)))
                .contentType("application/zip")
                .result(Files.newInputStream(bundle));
    }

    private void put(Context ctx, ExportJob job, String operation) {
        var now = clock.instant();
        var asked = new Json(job.request().json().toString());
        var summary = caller(ctx) + (operation.equals("recount.export") ? " asked for" : " fetched")
                + " an export of evidence";
        var event = Event.of(EventType.ACTION)
                .phase(Phase.SUCCEEDED)
                .occurredAt(now)
                .observedAt(now)
                .sensor(new Sensor(SensorKind.HUMAN, "recount-api", null))
                .actor(new Actor("token:" + caller(ctx), ActorKind.UNKNOWN, caller(ctx), null, null))
                .action(new Action(null, null, operation, Verb.READ, summary, asked, null, null, null, null))
                .resource(new Resource("recount:export/" + job.id(), "export", null, null, null))
                .build();
        try {
            record.put(event);
        } catch (RuntimeException e) {
            LOG.warn("read not recorded: error={}", e.toString());
            throw Problem.UNAVAILABLE.because("the log does not take events now, and no evidence leaves unrecorded");
        }
    }

    private static String caller(Context ctx) {
        return Caller.of(ctx).map(Caller::name).orElse("unknown");
    }
}
