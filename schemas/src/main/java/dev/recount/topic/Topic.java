package dev.recount.topic;

import java.util.Map;

/**
 * A topic as it is created.
 *
 * @param name the topic's name
 * @param key what the record key is, in words
 * @param holds what the values are, in words
 * @param partitions how many, when created by Recount; 0 means the default of the installation
 * @param config topic configuration, by Kafka's own names
 */
public record Topic(String name, String key, String holds, int partitions, Map<String, String> config) {
    public Topic {
        config = Map.copyOf(config);
    }

    /** The schema registry subject of the topic's values. */
    public String valueSubject() {
        return name + "-value";
    }
}
