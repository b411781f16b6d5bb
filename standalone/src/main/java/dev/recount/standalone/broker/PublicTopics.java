package dev.recount.standalone.broker;

import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The public topics as Kafka is asked to make them. */
public final class PublicTopics {

    private PublicTopics() {}

    /**
     * All of them.
     *
     * @param partitions of the topics that leave it to the installation
     * @param replication copies of each partition
     */
    public static List<NewTopic> with(int partitions, int replication) {
        return Topics.ALL.stream()
                .map(topic -> of(topic, partitions, (short) replication))
                .toList();
    }

    private static NewTopic of(Topic topic, int partitions, short replication) {
        return new NewTopic(topic.name(), topic.partitions() == 0 ? partitions : topic.partitions(), replication)
                .configs(topic.config());
    }
}
