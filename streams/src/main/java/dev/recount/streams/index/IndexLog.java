package dev.recount.streams.index;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The topics of an index as Kafka has them, and where its group is to go on reading. */
final class IndexLog {

    private static final long TIMEOUT_SECONDS = 30;
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;

    IndexLog(Admin admin) {
        this.admin = admin;
    }

    /** The topics, which must exist. */
    Collection<TopicDescription> describe(Collection<String> topics) {
        return await(admin.describeTopics(topics).allTopicNames()).values();
    }

    /** Kafka's own id by topic name. */
    static Map<String, String> ids(Collection<TopicDescription> topics) {
        var ids = new TreeMap<String, String>();
        topics.forEach(topic -> ids.put(topic.name(), topic.topicId().toString()));
        return ids;
    }

    static List<TopicPartition> partitions(Collection<TopicDescription> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    /** The offset after the last record of each partition that can be read: of no transaction that may still be taken back. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        await(admin.listOffsets(latest, COMMITTED).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Makes the new group {@code group} begin at {@code next}; it begins at the start of partitions not named. */
    void begin(String group, Map<TopicPartition, Long> next) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        await(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /** Forgets a group that nobody is in any more. One that Kafka still waits for expires by itself. */
    void forget(String group) {
        admin.deleteConsumerGroups(List.of(group));
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IndexUnavailable("Kafka refused: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IndexUnavailable("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexUnavailable("interrupted", e);
        }
    }
}
