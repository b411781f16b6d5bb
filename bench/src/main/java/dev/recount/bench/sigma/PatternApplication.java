package dev.recount.bench.sigma;

import dev.recount.codec.Codecs;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleMatch;
import dev.recount.streams.topology.DetectionCounters;
import dev.recount.streams.topology.DetectionTopology;
import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The pattern alone, as the peer runs it, but durable: events with the fields of the pattern, keyed by session, matched and
 * correlated where they are, by the processor and in the kind of store in which the product correlates.
 *
 * @param guarantee what Kafka Streams calls its processing guarantee
 */
record PatternApplication(RuleCollection rules, String guarantee) implements DurableApplication {

    /** Takes the place of a topic of the product, so that its partitions are there. */
    private static final String EVENTS = Topics.EVENTS.name();

    static ProducerRecord<String, byte[]> record(AgentEvent event) {
        return new ProducerRecord<>(EVENTS, event.sessionId(), PatternEvent.AVRO.encode(PatternEvent.of(event)));
    }

    @Override
    public Running start(String kafka, Path state) {
        var seen = new LongAdder();
        var settings = WholeApplication.settings(kafka, state, guarantee).properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "pattern");
        var streams = new KafkaStreams(topology(seen), new StreamsConfig(settings));
        streams.start();
        return new Running() {

            @Override
            public long processed() {
                return seen.sum();
            }

            @Override
            public void close() {
                streams.close();
            }
        };
    }

    private Topology topology(LongAdder seen) {
        var builder = new StreamsBuilder();
        var alerts = Codecs.released().alerts();
        var matches = builder.stream(EVENTS, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .process(() -> new Matching(rules, seen));
        DetectionTopology.correlate(builder, matches, LiveRules.always(RuleBook.of(rules)), new DetectionCounters())
                .mapValues(issued -> alerts.encode(issued.alert()))
                .to(Topics.ALERTS.name(), Produced.with(Serdes.String(), Serdes.ByteArray()));
        return builder.build();
    }

    private static final class Matching extends ContextualProcessor<String, byte[], String, RuleMatch> {
        private final PatternMatches matches;
        private final LongAdder seen;

        Matching(RuleCollection rules, LongAdder seen) {
            this.matches = new PatternMatches(rules);
            this.seen = seen;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            seen.increment();
            matches.of(PatternEvent.AVRO.decode(record.value()), (group, match) -> context()
                    .forward(new Record<>(group, match, record.timestamp())));
        }
    }
}
