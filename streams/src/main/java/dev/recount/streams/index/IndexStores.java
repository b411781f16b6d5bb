package dev.recount.streams.index;

import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Names of the query stores. */
public final class IndexStores {

    /** Events, by {@link EventKeys}; which names go together, by {@link NameKeys}. */
    public static final String EVENTS = "events";

    /** Derived facts by event id, by {@link TableKeys}. */
    public static final String FACTS = "facts";

    /** Alerts by id, in order of when they were raised, referring to the events that are their evidence. */
    public static final String ALERTS = "alerts";

    /** Incidents by id, in order of when they opened, referring to their alerts. */
    public static final String INCIDENTS = "incidents";

    /** Registry entries by kind and id, referring to the other names of a credential and to protection groups. */
    public static final String REGISTRY = "registry";

    /** The store of each topic that is indexed. */
    private static final Map<Topic, String> BY_TOPIC = Map.of(
            Topics.EVENTS, EVENTS,
            Topics.FACTS, FACTS,
            Topics.ALERTS, ALERTS,
            Topics.INCIDENTS, INCIDENTS,
            Topics.REGISTRY, REGISTRY);

    private IndexStores() {}

    /** The topics that are indexed. */
    static Set<Topic> topics() {
        return BY_TOPIC.keySet();
    }

    /** The store that {@code topic} is folded into. */
    static String of(Topic topic) {
        return Objects.requireNonNull(BY_TOPIC.get(topic), topic.name());
    }

    /** The store that the topic named {@code topic} is folded into. */
    static String of(String topic) {
        return topics().stream()
                .filter(known -> known.name().equals(topic))
                .map(IndexStores::of)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(topic + " is not indexed"));
    }
}
