package dev.recount.standalone.node;

import dev.recount.ingest.log.EventLog;
import dev.recount.ingest.person.PersonGuard;
import dev.recount.runtime.health.Check;
import dev.recount.topic.Topic;
import java.io.IOException;

/** Takes a record when the keys of those it names are on disk. One wait is enough for all records of a request. */
final class PersonKeepingLog implements EventLog {

    private final EventLog log;
    private final PersonGuard persons;

    PersonKeepingLog(EventLog log, PersonGuard persons) {
        this.log = log;
        this.persons = persons;
    }

    @Override
    public void append(Topic topic, String key, byte[] value, Appended appended) {
        try {
            persons.settle();
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
