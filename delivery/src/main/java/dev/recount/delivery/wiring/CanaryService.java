package dev.recount.delivery.wiring;

import dev.recount.delivery.http.CanaryRoutes;
import dev.recount.delivery.log.AlertTail;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The canary, put together: its keeper on a thread of its own, the tail of the alerts, and its history. */
final class CanaryService implements Component {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var made = new Thread(work, "recount-canary");
        made.setDaemon(true);
        return made;
    });
    private final CanaryKeeper keeper;
    private final AlertTail alerts;
    private final CanaryRoutes routes;

    CanaryService(DeliveryService.Parts parts, DeliveryService.CanaryParts canary, CanaryKeeper.CanaryListener desk) {
        var outside = new CanaryKeeper.Outside(
                canary.door(),
                desk,
                receipt -> parts.receipts().record(canary.seal().sealed(receipt)),
                canary.history(),
                new CanaryMeasures(parts.meters()),
                parts.clock());
        keeper = new CanaryKeeper(canary.interval(), outside, thread);
        alerts = new AlertTail(parts.kafka(), canary.alerts(), keeper::answered);
        routes = new CanaryRoutes(canary.history(), canary.interval(), this::check, parts.clock());
    }

    RouteGroup routes() {
        return routes;
    }

    void start() {
        alerts.start();
    }

    void begin() {
        thread.execute(keeper::begin);
    }

    void end() {
        thread.execute(keeper::end);
    }

    @Override
    public String name() {
        return "canary";
    }

    @Override
    public Check check() {
        return keeper.check();
    }

    @Override
    public void close() {
        alerts.close();
        thread.shutdownNow();
    }
}
