package dev.recount.evidence.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Verb;
import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.export.ExportJob;
import dev.recount.evidence.export.ExportRequest;
import dev.recount.evidence.export.Exports;
import dev.recount.evidence.report.Control;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Exports. Who asks for one, and who fetches one, is on record before the answer is given. */
final class ExportHandlers {

    static final QueryParams NONE = QueryParams.accepting();

    private final Exports exports;
    private final KeptPersons persons;
    private final Acts acts;

    ExportHandlers(Exports exports, KeptPersons persons, Acts acts) {
        this.exports = exports;
        this.persons = persons;
        this.acts = acts;
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
        request.selection()
                .control()
                .filter(name -> Control.named(name).isEmpty())
                .ifPresent(name -> {
                    throw Problem.invalidBody(List.of(
                            new FieldError("/control", "expected: one of " + String.join(", ", Control.names()))));
                });
        var job = exports.asked(request.protectedBy(persons), persons.protect(Acts.caller(ctx)));
        put(ctx, job, "recount.export");
        var unused = exports.begin(job);
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
        acts.put(
                ctx,
                new Acts.Act(
                        operation,
                        Verb.READ,
                        (operation.equals("recount.export") ? "asked for" : "fetched") + " an export of evidence",
                        job.request().json(),
                        "recount:export/" + job.id(),
                        "export"));
    }
}
