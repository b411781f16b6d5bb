package dev.recount.bench.sigma;

import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.topology.DetectionSettings;
import dev.recount.streams.topology.RecountDetect;
import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The detection application as it runs in production: memory of sessions, enrichment, facts, incidents and all.
 *
 * @param guarantee what Kafka Streams calls its processing guarantee
 */
record WholeApplication(RuleBook rules, String guarantee) implements DurableApplication {

    private static final Codecs CODECS = Codecs.released();

    /** An event as it stands in the log. */
    static ProducerRecord<String, byte[]> record(Event event) {
        return new ProducerRecord<>(
                Topics.EVENTS.name(), Topics.key(event), CODECS.events().encode(event));
    }

    /** The settings of the benchmark: one thread, commits five times a second. */
    static DetectionSettings settings(String kafka, Path state, String guarantee) {
        return new DetectionSettings(kafka, "bench", state, 1, guarantee, Duration.ofMillis(200), Map.of());
    }

    @Override
    public Running start(String kafka, Path state) {
        var detect = new RecountDetect(settings(kafka, state, guarantee), CODECS, LiveRules.always(rules));
        detect.start();
        return new Running() {

            @Override
            public long processed() {
                return detect.counters().snapshot().getOrDefault("events", 0L);
            }

            @Override
            public void close() {
                detect.close();
            }
        };
    }
}
