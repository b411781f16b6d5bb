package dev.recount.delivery.wiring;

import dev.recount.alert.Incident;
import dev.recount.delivery.desk.Desk;
import dev.recount.delivery.desk.DeskThread;
import dev.recount.delivery.log.DeliveryLog;
import dev.recount.delivery.log.DeliveryTail;
import dev.recount.delivery.log.IncidentTail;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the incident tail asks for, brought to the desk's thread: this instance's turn to deliver, its end, and incidents.
 *
 * @param canary is sent by whoever delivers; null where none is
 */
record DeskTurns(
        Desk desk,
        DeskThread thread,
        DeliveryTail tail,
        DeliveryLog log,
        @Nullable CanaryService canary) implements IncidentTail.Listener {

    @Override
    public void begin() throws InterruptedException {
        tail.awaitAll();
        thread.await(() -> desk.deliver(true));
        if (canary != null) {
            canary.begin();
        }
    }

    @Override
    public void end() {
        thread.execute(() -> desk.deliver(false));
        if (canary != null) {
            canary.end();
        }
    }

    @Override
    public void take(List<Incident> incidents) throws InterruptedException {
        thread.await(() -> incidents.forEach(desk::take));
        log.flush();
    }
}
