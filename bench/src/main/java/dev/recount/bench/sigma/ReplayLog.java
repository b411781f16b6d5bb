package dev.recount.bench.sigma;

import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.Session;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes as many events as wanted to the log: days that are alike, but for their sessions, ids and dates. */
final class ReplayLog {

    /** Events of one day. */
    static final int DAY = 250_000;

    private static final Codecs CODECS = Codecs.released();

    private final String address;
    private final List<Event> day;

    ReplayLog(String address, Workload workload) {
        this.address = address;
        this.day = workload.events(DAY).stream().map(RecountEvents::of).toList();
    }

    void write(long events) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                address,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "snappy",
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 * 1024,
                ProducerConfig.LINGER_MS_CONFIG,
                20);
        var failed = new AtomicReference<@Nullable Exception>();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            each(events, event -> {
                var unused = producer.send(
                        new ProducerRecord<>(
                                Topics.EVENTS.name(),
                                Topics.key(event),
                                CODECS.events().encode(event)),
                        (written, problem) -> failed.compareAndSet(null, problem));
            });
        }
        if (failed.get() != null) {
            throw new IllegalStateException("the log could not be written", failed.get());
        }
    }

    /** Hands over the events that are written, in their order. */
    void each(long events, Consumer<Event> event) {
        for (long i = 0; i < events; i++) {
            event.accept(on(i / DAY, day.get((int) (i % DAY))));
        }
    }

    /** How many true sequences are planted in so many events. */
    static long planted(long events) {
        return events / DAY * Workload.planted(DAY) + Workload.planted((int) (events % DAY));
    }

    private static Event on(long number, Event event) {
        if (number == 0 || event.session() == null) {
            return event;
        }
        var mark = "-" + number;
        var at = later(number, event.occurredAt());
        return event.toBuilder()
                .id(event.id() + mark)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(at)
                .session(new Session(event.sessionId() + mark, null, null, null, null))
                .causationId(event.causationId() == null ? null : event.causationId() + mark)
                .build();
    }

    private static @Nullable Instant later(long days, @Nullable Instant at) {
        return at == null ? null : at.plus(Duration.ofDays(days));
    }
}
