package dev.recount.evidence.log;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How records are read that are to be leaves: what is committed, from the beginning, and by nobody's group. */
final class ReadSettings {

    private static final int RECORDS_MAX = 2_000;

    private ReadSettings() {}

    static Map<String, Object> fromTheBeginning(Map<String, ?> kafka) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
        return settings;
    }
}
