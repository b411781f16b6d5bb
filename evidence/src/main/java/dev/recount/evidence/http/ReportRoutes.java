package dev.recount.evidence.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;
import static dev.recount.runtime.access.Role.RESPONDER;

import dev.recount.evidence.report.IncidentReports;
import dev.recount.evidence.report.Reports;
import dev.recount.runtime.RouteGroup;
import io.javalin.config.RoutesConfig;
import java.time.Clock;

/** Reports on controls and of incidents. */
public final class ReportRoutes implements RouteGroup {

    private final ReportHandlers reports;
    private final IncidentReportHandlers incidents;

    public ReportRoutes(Reports reports, IncidentReports incidents, ReadRecord record, Clock clock) {
        var acts = new Acts(record, clock);
        this.reports = new ReportHandlers(reports, acts);
        this.incidents = new IncidentReportHandlers(incidents, acts);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/reports/{control}", reports::one, COMPLIANCE);
        routes.get("/v1/incidents/{id}/report", incidents::one, RESPONDER, COMPLIANCE);
    }
}
