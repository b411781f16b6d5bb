package dev.recount.streams.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of {@code recount.dead-letters} as gaps: one event for what came together from one place for one reason. */
final class DeadLetters {

    static final String TOOL = Recorder.DETECTION;

    private static final String HEADER = "__streams.errors.";
    private static final Actor RECORDER = new Actor("service:recount", ActorKind.SERVICE, "recount", null, null);
    private static final Sensor SENSOR = new Sensor(SensorKind.RECORDER, TOOL, null);
    private static final String UNKNOWN = "unknown";

    private DeadLetters() {}

    /** Where a record came from, and the class of what was wrong with it; Kafka Streams writes both into its headers. */
    private record Origin(String topic, String partition, String error) {

        static Origin of(ConsumerRecord<byte[], byte[]> letter) {
            var error = header(letter, "exception");
            return new Origin(
                    header(letter, "topic"), header(letter, "partition"), error.substring(error.lastIndexOf('.') + 1));
        }
    }

    /** The gaps that letters tell of, in their order. The same letters give the same events. */
    static List<Event> gaps(Iterable<ConsumerRecord<byte[], byte[]>> letters) {
        Map<Origin, List<ConsumerRecord<byte[], byte[]>>> byOrigin = new LinkedHashMap<>();
        letters.forEach(letter -> byOrigin.computeIfAbsent(Origin.of(letter), origin -> new ArrayList<>())
                .add(letter));
        return byOrigin.entrySet().stream()
                .map(entry -> gap(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Event gap(Origin origin, List<ConsumerRecord<byte[], byte[]>> letters) {
        var first = letters.get(0);
        var last = letters.get(letters.size() - 1);
        var summary = "could not read %d of the records of %s, partition %s, offsets %s to %s; %s keeps them"
                .formatted(
                        letters.size(),
                        origin.topic(),
                        origin.partition(),
                        header(first, "offset"),
                        header(last, "offset"),
                        Topics.DEAD_LETTERS.name());
        var gap = Event.of(EventType.RECORDER)
                .id("unread-" + first.partition() + "-" + first.offset())
                .phase(Phase.GAP)
                .sensor(SENSOR)
                .actor(RECORDER)
                .action(new Action(
                        null,
                        TOOL,
                        "unread",
                        null,
                        summary,
                        null,
                        null,
                        null,
                        null,
                        new ActionError(origin.error(), null)))
                .resource(new Resource(
                        "kafka:" + origin.topic() + "/" + origin.partition(), "partition", null, null, null))
                .label("records", Integer.toString(letters.size()))
                .label("first_offset", header(first, "offset"))
                .label("last_offset", header(last, "offset"));
        return first.timestamp() < 0
                ? gap.build()
                : gap.occurredAt(Instant.ofEpochMilli(first.timestamp())).build();
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(HEADER + name);
        return header == null || header.value() == null ? UNKNOWN : new String(header.value(), UTF_8);
    }
}
