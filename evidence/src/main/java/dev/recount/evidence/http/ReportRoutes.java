package dev.recount.evidence.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;

import dev.recount.evidence.report.Reports;
import dev.recount.runtime.RouteGroup;
import io.javalin.config.RoutesConfig;
import java.time.Clock;

/** Reports on controls. */
public final class ReportRoutes implements RouteGroup {

    private final ReportHandlers reports;

    public ReportRoutes(Reports reports, ReadRecord record, Clock clock) {
        this.reports = new ReportHandlers(reports, new Acts(record, clock));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/reports/{control}", reports::one, COMPLIANCE);
    }
}
