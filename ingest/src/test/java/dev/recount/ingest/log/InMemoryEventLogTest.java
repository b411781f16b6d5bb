package dev.recount.ingest.log;

import dev.recount.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;

class InMemoryEventLogTest extends EventLogContract {

    private final InMemoryEventLog log = new InMemoryEventLog();

    @Override
    protected EventLog log() {
        return log;
    }

    @Override
    protected List<String> values(Topic topic, String key) {
        return log.records(topic).stream()
                .filter(record -> record.key().equals(key))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
