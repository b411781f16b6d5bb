package dev.recount.standalone.broker;

import dev.recount.runtime.settings.HostPort;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes topics and waits until they can be written. Creation returns before the broker has applied it, and a producer
 * that writes in between can stall for minutes and lose what it holds (KAFKA-15591). A leader in the metadata proves
 * nothing; an answer to {@code listOffsets} for every partition does.
 */
public final class TopicSetup {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private final Admin admin;
    private final Duration timeout;

    /**
     * Makes topics through an admin client.
     *
     * @param timeout for everything one call does
     */
    public TopicSetup(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /**
     * Knocks at a Kafka, because its client would only log that nobody is there, again and again until its time is over.
     *
     * @param kafka where it should answer; one of these is enough
     * @throws TopicSetupException naming the addresses, if nothing listens at any of them
     */
    public static void requireAnswer(List<HostPort> kafka) {
        IOException last = null;
        for (HostPort address : kafka) {
            try (Socket socket = new Socket()) {
                socket.connect(address.toSocketAddress(), CONNECT_TIMEOUT_MS);
                return;
            } catch (IOException e) {
                last = e;
            }
        }
        String addresses = kafka.stream().map(HostPort::toString).collect(Collectors.joining(", "));
        throw new TopicSetupException(
                "no Kafka answers at " + addresses + "; start it, or name another with --bootstrap HOST:PORT", last);
    }

    /**
     * Makes the topics that are missing and waits for all of them. A topic that is there already stays as it is.
     *
     * @return the names of those that were made
     * @throws TopicSetupException if Kafka refuses or the time is over
     */
    public List<String> ensure(Collection<NewTopic> topics) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<String> made = new ArrayList<>();
        List<NewTopic> wanted =
                topics.stream().map(topic -> cut(topic, deadline)).toList();
        admin.createTopics(wanted).values().forEach((name, creation) -> {
            if (wasMade(name, creation, deadline)) {
                made.add(name);
            }
        });
        awaitWritable(topics.stream().map(NewTopic::name).toList(), deadline);
        return made;
    }

    /** What a session is told must reach the place where its events are, so its topic is cut like one of events that is there already. */
    private NewTopic cut(NewTopic topic, long deadline) {
        if (!topic.name().equals(Topics.KIN.name())) {
            return topic;
        }
        try {
            int partitions = partitions(List.of(Topics.EVENTS.name()), deadline).size();
            return new NewTopic(topic.name(), partitions, topic.replicationFactor()).configs(topic.configs());
        } catch (UnknownTopicOrPartitionException e) {
            return topic;
        } catch (TimeoutException e) {
            throw new TopicSetupException("Kafka does not say what topics it has", e);
        }
    }

    private static boolean wasMade(String name, KafkaFuture<Void> creation, long deadline) {
        try {
            await(creation, deadline);
            return true;
        } catch (TopicExistsException e) {
            return false;
        } catch (TimeoutException e) {
            throw new TopicSetupException("topic " + name + " was not made in time; is Kafka reachable?", e);
        } catch (ApiException e) {
            throw new TopicSetupException("topic " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    private void awaitWritable(Collection<String> names, long deadline) {
        while (true) {
            try {
                Map<TopicPartition, OffsetSpec> latest = partitions(names, deadline).stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
                await(admin.listOffsets(latest).all(), deadline);
                return;
            } catch (UnknownTopicOrPartitionException | LeaderNotAvailableException | NotLeaderOrFollowerException e) {
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (TimeoutException e) {
                throw new TopicSetupException("topics were not ready in time: " + String.join(", ", names), e);
            } catch (ApiException e) {
                throw new TopicSetupException("topics cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private List<TopicPartition> partitions(Collection<String> names, long deadline) throws TimeoutException {
        Map<String, TopicDescription> topics = await(admin.describeTopics(names).allTopicNames(), deadline);
        return topics.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> future, long deadline) throws TimeoutException {
        try {
            return future.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw new TopicSetupException("Kafka failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("interrupted while topics were made", e);
        }
    }
}
