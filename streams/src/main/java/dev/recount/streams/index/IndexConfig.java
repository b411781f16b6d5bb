package dev.recount.streams.index;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an index needs to know.
 *
 * @param bootstrap Kafka's address
 * @param instance name of this instance; part of its consumer group's name
 * @param folder where the index lies; nothing else may be kept there, it is emptied when the index has to be rebuilt
 * @param threads how many threads fold; 1 or more
 * @param memoryBytes off-heap memory for reading and writing the index
 * @param kafka further Kafka client settings, such as security, by Kafka's own names
 */
public record IndexConfig(
        String bootstrap, String instance, Path folder, int threads, long memoryBytes, Map<String, String> kafka) {

    private static final long MEMORY_BYTES = 96L << 20;

    public IndexConfig {
        kafka = Map.copyOf(kafka);
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: 1 or more)");
        }
    }

    /** One thread and 96 MiB. */
    public static IndexConfig of(String bootstrap, String instance, Path folder) {
        return new IndexConfig(bootstrap, instance, folder, 1, MEMORY_BYTES, Map.of());
    }
}
