package dev.recount.standalone.system;

import static org.awaitility.Awaitility.await;

import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Every event of a log, read from Kafka, and what timelines and searches must answer, worked out by looking at each of them.
 * It shares nothing with the index but the log.
 */
final class EveryEvent {

    /** An event and where it stands. */
    private record Logged(Event event, int partition, long offset) {

        Instant at() {
            return Objects.requireNonNull(event.occurredAt());
        }

        long seq() {
            var session = event.session();
            return session == null || session.seq() == null ? Long.MAX_VALUE : session.seq();
        }
    }

    /** What timelines and searches are asked by. */
    enum By {
        SESSION,
        ACTOR,
        CREDENTIAL,
        RESOURCE;

        String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }

        Set<String> ids(Event event) {
            var ids = new TreeSet<String>();
            var credential = event.credential();
            Stream<String> named =
                    switch (this) {
                        case SESSION -> Stream.of(event.sessionId());
                        case ACTOR -> Stream.of(event.actorId());
                        case RESOURCE -> Stream.of(event.resourceId());
                        case CREDENTIAL ->
                            credential == null
                                    ? Stream.empty()
                                    : Stream.of(credential.fingerprint(), credential.providerId());
                    };
            named.filter(Objects::nonNull).forEach(ids::add);
            return ids;
        }
    }

    private static final Comparator<Logged> BY_SEQUENCE = Comparator.comparingLong(Logged::seq)
            .thenComparing(Logged::at)
            .thenComparing(Logged::partition)
            .thenComparing(Logged::offset);
    private static final Comparator<Logged> BY_TIME =
            Comparator.comparing(Logged::at).thenComparing(BY_SEQUENCE);

    private final List<Logged> events;

    private EveryEvent(List<Logged> events) {
        this.events = events;
    }

    /** What stands in the log now, but for what Recount records of its own use. */
    static EveryEvent of(String bootstrap) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrap,
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class);
        var codec = Codecs.released().events();
        var events = new ArrayList<Logged>();
        try (var consumer = new KafkaConsumer<byte[], byte[]>(config)) {
            var partitions = consumer.partitionsFor(Topics.EVENTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> events.add(
                                new Logged(codec.decode(record.value()), record.partition(), record.offset())));
                return partitions.stream().allMatch(partition -> consumer.position(partition) >= end.get(partition));
            });
        }
        events.removeIf(logged -> isOfRecount(logged.event()));
        return new EveryEvent(List.copyOf(events));
    }

    private static boolean isOfRecount(Event event) {
        var id = event.resourceId();
        return id != null && id.startsWith("recount:");
    }

    int count() {
        return events.size();
    }

    /** When the last of them was recorded. */
    Instant asOf() {
        return events.stream()
                .map(logged -> Objects.requireNonNull(logged.event().recordedAt()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Ids of the last event of each partition. */
    List<String> last() {
        return events.stream()
                .filter(logged -> events.stream()
                        .noneMatch(
                                other -> other.partition() == logged.partition() && other.offset() > logged.offset()))
                .map(logged -> logged.event().id())
                .toList();
    }

    /** Everything that can be asked by. */
    List<String> ids(By by) {
        return events.stream()
                .flatMap(logged -> by.ids(logged.event()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Everything that events say of one thing. */
    Set<String> words(Function<Event, @Nullable String> word) {
        return events.stream()
                .map(logged -> word.apply(logged.event()))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ids of what a search finds, in the order of event time, sequence and recording. */
    List<String> search(Predicate<Event> wanted) {
        return events.stream()
                .filter(logged -> wanted.test(logged.event()))
                .sorted(BY_TIME)
                .map(logged -> logged.event().id())
                .toList();
    }

    /** Ids of a timeline's events: in time, but never before one that the same session counted earlier. */
    List<String> timeline(By by, String id) {
        var named = by == By.SESSION ? family(id) : Set.of(id);
        var subject = events.stream()
                .filter(logged -> !Collections.disjoint(by.ids(logged.event()), named))
                .toList();
        return subject.stream()
                .sorted(Comparator.comparing((Logged logged) -> place(logged, subject))
                        .thenComparing(Comparator.comparingLong(Logged::seq)
                                .thenComparing(Logged::partition)
                                .thenComparing(Logged::offset)))
                .map(logged -> logged.event().id())
                .toList();
    }

    private static Instant place(Logged event, List<Logged> subject) {
        return subject.stream()
                .filter(other -> other == event
                        || (event.seq() != Long.MAX_VALUE
                                && Objects.equals(
                                        other.event().sessionId(), event.event().sessionId())
                                && BY_SEQUENCE.compare(other, event) < 0))
                .map(Logged::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A session and all that were started by one of the family. */
    private Set<String> family(String root) {
        Set<String> family = new TreeSet<>(Set.of(root));
        while (events.stream()
                .map(logged -> logged.event().session())
                .filter(session -> session != null && session.parentId() != null && family.contains(session.parentId()))
                .map(session -> Objects.requireNonNull(session).id())
                .filter(Objects::nonNull)
                .anyMatch(family::add)) {
            // Once more, for their children.
        }
        return family;
    }
}
