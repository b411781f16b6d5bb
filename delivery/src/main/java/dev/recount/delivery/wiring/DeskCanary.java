package dev.recount.delivery.wiring;

import dev.recount.alert.Incident;
import dev.recount.delivery.desk.Desk;
import dev.recount.delivery.desk.DeskThread;
import java.time.Instant;

/** What the canary asks for, brought to the desk's thread. */
record DeskCanary(Desk desk, DeskThread thread) implements CanaryKeeper.CanaryListener {

    @Override
    public void rehearse(Incident incident) throws InterruptedException {
        var unused = thread.ask(() -> desk.rehearse(incident));
    }

    @Override
    public void silent(Incident silence) {
        thread.execute(() -> desk.take(silence));
    }

    @Override
    public void answering(Instant now) {
        thread.execute(() -> desk.answering(now));
    }
}
