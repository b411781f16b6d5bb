package dev.recount.streams.index;

import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.util.Map;

/** Names of the query stores. */
public final class IndexStores {

    /** Events, by {@link EventKeys}. */
    public static final String EVENTS = "events";

    /** Derived facts by event id, by {@link TableKeys}. */
    public static final String FACTS = "facts";

    /** Alerts by id, in order of when they were raised, referring to the events that are their evidence. */
    public static final String ALERTS = "alerts";

    /** Incidents by id, in order of when they opened, referring to their alerts. */
    public static final String INCIDENTS = "incidents";

    /** Registry entries by kind and id. */
    public static final String REGISTRY = "registry";

    /** The store of each topic that is indexed. */
    static final Map<Topic, String> BY_TOPIC = Map.of(
            Topics.EVENTS, EVENTS,
            Topics.FACTS, FACTS,
            Topics.ALERTS, ALERTS,
            Topics.INCIDENTS, INCIDENTS,
            Topics.REGISTRY, REGISTRY);

    private IndexStores() {}
}
