package dev.recount.standalone.broker;

import java.nio.file.Path;
import java.util.Map;

/** The settings of a single small node, as measured for start-up time, memory and restart after a kill. */
final class BrokerProperties {

    static final int NODE_ID = 1;
    static final String HOST = "127.0.0.1";
    static final String CONTROLLER = "CONTROLLER";
    private static final String BROKER = "BROKER";

    private BrokerProperties() {}

    static Map<String, String> of(Path directory, int brokerPort, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort),
                Map.entry("listeners", listener(BROKER, brokerPort) + "," + listener(CONTROLLER, controllerPort)),
                Map.entry("listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                Map.entry("inter.broker.listener.name", BROKER),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("log.dirs", directory.toString()),
                // A topic that nobody declared would have the wrong partitions and retention.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                // Kafka itself would wait for ever; as long as a node waits until all its parts are ready.
                Map.entry("server.max.startup.time.ms", Integer.toString(5 * 60 * 1000)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                // A laptop that was shut for a month must go on where it stopped, not read everything again.
                Map.entry("offsets.retention.minutes", Integer.toString(10 * 365 * 24 * 60)),
                // After a kill, start-up waits until the old registration of the broker has expired. A pause longer
                // than this fences the broker for a moment, which clients sit out.
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("broker.session.timeout.ms", "2000"),
                // The defaults are made for large machines: 128 MiB of heap, 20 MiB of index for each partition.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
                Map.entry("log.index.size.max.bytes", Integer.toString(2 << 20)),
                Map.entry("metadata.max.idle.interval.ms", "0"));
    }

    private static String listener(String name, int port) {
        return name + "://" + HOST + ":" + port;
    }
}
