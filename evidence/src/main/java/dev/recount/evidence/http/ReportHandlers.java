package dev.recount.evidence.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.event.Verb;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.report.Control;
import dev.recount.evidence.report.ReportText;
import dev.recount.evidence.report.Reports;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reports on controls. Who asks for one is on record. */
final class ReportHandlers {

    static final QueryParams PARAMS = QueryParams.accepting("from", "to", "format");

    private final Reports reports;
    private final Acts acts;

    ReportHandlers(Reports reports, Acts acts) {
        this.reports = reports;
        this.acts = acts;
    }

    /** How a report is written. */
    enum Format {
        JSON,
        MARKDOWN,
        HTML
    }

    void one(Context ctx) {
        var values = PARAMS.of(ctx);
        var control = Control.named(ctx.pathParam("control"))
                .orElseThrow(() -> Problem.NOT_FOUND.because(
                        "there is no such control (expected: one of " + String.join(", ", Control.names()) + ")"));
        var format = values.choice("format", Format.class).orElse(Format.JSON);
        var from = values.time("from");
        var to = values.time("to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw Problem.BAD_REQUEST.because("to: not after from");
        }
        var range = new Selection(Optional.empty(), from, to);
        var asked = range.json().put("control", control.wire());
        acts.put(
                ctx,
                new Acts.Act(
                        "recount.report",
                        Verb.READ,
                        "asked for a report on " + control.wire(),
                        asked,
                        "recount:report/" + control.wire(),
                        "report"));
        write(ctx, format, reports.of(control, range));
    }

    private static void write(Context ctx, Format format, ObjectNode report) {
        switch (format) {
            case JSON -> CheckpointHandlers.json(ctx, report);
            case MARKDOWN -> text(ctx, "text/markdown; charset=utf-8", ReportText.markdown(report));
            case HTML -> text(ctx, "text/html; charset=utf-8", ReportText.html(report));
        }
    }

    private static void text(Context ctx, String type, String text) {
        ctx.contentType(type).result(text.getBytes(StandardCharsets.UTF_8));
    }
}
