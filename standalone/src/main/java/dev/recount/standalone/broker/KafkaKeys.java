package dev.recount.standalone.broker;

import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import java.util.List;

/** How the Kafka to work with is found, and how its topics are made. */
public final class KafkaKeys {

    /** Absent means the embedded broker, or the one of the running local server. */
    public static final Key<List<HostPort>> BOOTSTRAP =
            Key.hostPorts("bootstrap", "The Kafka to use instead of the embedded one.");

    public static final Key<Integer> PARTITIONS = Key.integer(
                    "partitions", 1, 10_000, "Partitions of `recount.events` when it is made.")
            .orElse("4");

    public static final Key<Integer> REPLICATION = Key.integer(
                    "replication", 1, 9, "Copies of each partition when a topic is made.")
            .orElse("1");

    public static final Keys KEYS = Keys.of(BOOTSTRAP, PARTITIONS, REPLICATION);

    private KafkaKeys() {}
}
