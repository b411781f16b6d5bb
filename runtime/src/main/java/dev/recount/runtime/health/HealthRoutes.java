package dev.recount.runtime.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.recount.runtime.access.OpenRoute;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /livez}: the process answers. {@code /readyz}: every component can work, else 503 with the ones that cannot; one that
 * works and has something to look at is shown as {@code warning}.
 */
public final class HealthRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(HealthRoutes.class);
    private static final QueryParams NO_PARAMS = QueryParams.accepting();
    private static final String UP = "up";
    private static final String DOWN = "down";
    private static final String WARNING = "warning";

    /** One line of the answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(String name, String status, @Nullable String reason) {}

    /** The answer of both routes. */
    record Health(String status, List<Line> checks) {}

    private final List<? extends Component> components;

    public HealthRoutes(List<? extends Component> components) {
        this.components = List.copyOf(components);
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/livez", HealthRoutes::live, OpenRoute.ANYONE);
        routes.get("/readyz", this::ready, OpenRoute.ANYONE);
    }

    private static void live(Context ctx) {
        var unused = NO_PARAMS.of(ctx);
        ctx.json(new Health(UP, List.of()));
    }

    private void ready(Context ctx) {
        var unused = NO_PARAMS.of(ctx);
        List<Line> lines = components.stream().map(HealthRoutes::line).toList();
        boolean up = lines.stream().noneMatch(line -> line.status().equals(DOWN));
        ctx.status(up ? 200 : 503).json(new Health(up ? UP : DOWN, lines));
    }

    private static Line line(Component component) {
        try {
            var check = component.check();
            var fault = check.fault();
            if (fault.isPresent()) {
                return new Line(component.name(), DOWN, fault.get());
            }
            return check.notice()
                    .map(reason -> new Line(component.name(), WARNING, reason))
                    .orElseGet(() -> new Line(component.name(), UP, null));
        } catch (RuntimeException e) {
            LOG.warn("health check failed: component={}", component.name(), e);
            return new Line(component.name(), DOWN, "the check failed; see the log");
        }
    }
}
