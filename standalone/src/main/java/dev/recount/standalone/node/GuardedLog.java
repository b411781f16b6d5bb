package dev.recount.standalone.node;

import dev.recount.ingest.log.EventLog;
import dev.recount.runtime.health.Check;
import dev.recount.topic.Topic;
import java.io.IOException;

/** A log that takes a record only while a condition holds, and else refuses it with the condition's reason. */
final class GuardedLog implements EventLog {

    /** What must hold before something is written. */
    interface Condition {
        /** Returns when it holds. */
        void require() throws IOException;
    }

    private final EventLog log;
    private final Condition condition;

    GuardedLog(EventLog log, Condition condition) {
        this.log = log;
        this.condition = condition;
    }

    @Override
    public void append(Topic topic, String key, byte[] value, Appended appended) {
        try {
            condition.require();
        } catch (IOException e) {
            appended.done(e);
            return;
        }
        log.append(topic, key, value, appended);
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
