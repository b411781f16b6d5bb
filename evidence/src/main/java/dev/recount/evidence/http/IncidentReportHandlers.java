package dev.recount.evidence.http;

import dev.recount.codec.RecordJson;
import dev.recount.event.Verb;
import dev.recount.evidence.report.IncidentReports;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reports of incidents. Who asks for one is on record. */
final class IncidentReportHandlers {

    static final QueryParams PARAMS = QueryParams.accepting("format");

    private final IncidentReports reports;
    private final Acts acts;

    IncidentReportHandlers(IncidentReports reports, Acts acts) {
        this.reports = reports;
        this.acts = acts;
    }

    /** How a report is written. */
    enum Format {
        HTML,
        PDF
    }

    void one(Context ctx) throws IOException {
        var format = PARAMS.of(ctx).choice("format", Format.class).orElse(Format.HTML);
        var id = ctx.pathParam("id");
        var report = reports.of(id).orElseThrow(() -> Problem.NOT_FOUND.because("there is no incident with that id"));
        acts.put(
                ctx,
                new Acts.Act(
                        "recount.report",
                        Verb.READ,
                        "asked for the report of an incident",
                        RecordJson.MAPPER.createObjectNode(),
                        "recount:incident/" + id,
                        "report"));
        switch (format) {
            case HTML ->
                ctx.contentType("text/html; charset=utf-8").result(report.html().getBytes(StandardCharsets.UTF_8));
            case PDF ->
                ctx.contentType("application/pdf")
                        .header(Header.CONTENT_DISPOSITION, "attachment; filename=\"incident-report.pdf\"")
                        .result(report.pdf());
        }
    }
}
