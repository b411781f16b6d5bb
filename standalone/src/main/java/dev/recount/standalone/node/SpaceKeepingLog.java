package dev.recount.standalone.node;

import dev.recount.ingest.log.EventLog;
import dev.recount.runtime.health.Check;
import dev.recount.topic.Topic;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** The log on a Kafka that shares this process's disk: takes nothing while that is nearly full. */
final class SpaceKeepingLog implements EventLog {

    private final EventLog log;
    private final BooleanSupplier space;

    SpaceKeepingLog(EventLog log, BooleanSupplier space) {
        this.log = log;
        this.space = space;
    }

    @Override
    public void append(Topic topic, String key, byte[] value, Appended appended) {
        if (space.getAsBoolean()) {
            log.append(topic, key, value, appended);
        } else {
            appended.done(new IOException("the disk is nearly full"));
        }
    }

    @Override
    public String name() {
        return log.name();
    }

    @Override
    public Check check() {
        return log.check();
    }

    @Override
    public void close() {
        log.close();
    }
}
