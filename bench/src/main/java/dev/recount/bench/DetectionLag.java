package dev.recount.bench;

import static java.util.Objects.requireNonNull;

import dev.recount.standalone.system.RunningRecount;
import dev.recount.streams.topology.DetectionSettings;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many events detection has still to take in, by what its consumer group has committed. */
final class DetectionLag implements AutoCloseable {

    private final Admin admin;

    DetectionLag(RunningRecount server) throws IOException {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, server.bootstrap()));
    }

    long events() throws InterruptedException, ExecutionException {
        var committed = admin.listConsumerGroupOffsets(DetectionSettings.applicationId())
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> latest = committed.keySet().stream()
                .filter(partition -> partition.topic().equals(Topics.EVENTS.name()))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - requireNonNull(committed.get(end.getKey())).offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
