package dev.recount.event;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds {@link Event events}. Not thread-safe; a builder may build several events that share what was set. */
public final class EventBuilder {
    private @Nullable String id;
    private EventType type;
    private @Nullable Phase phase;
    private @Nullable Instant occurredAt;
    private @Nullable Instant observedAt;
    private @Nullable Instant recordedAt;
    private @Nullable Sensor sensor;
    private @Nullable Session session;
    private @Nullable Actor actor;
    private @Nullable Action action;
    private @Nullable Credential credential;
    private @Nullable Resource resource;
    private @Nullable Destination destination;
    private @Nullable Approval approval;
    private @Nullable Content content;
    private @Nullable Statement statement;
    private @Nullable Reference reference;
    private @Nullable String correlationId;
    private @Nullable String causationId;
    private @Nullable String traceId;
    private Map<String, String> labels = Map.of();
    private boolean ownLabels;
    private @Nullable Source source;

    EventBuilder(EventType type) {
        this.type = type;
    }

    EventBuilder(Event event) {
        this.id = event.id();
        this.type = event.type();
        this.phase = event.phase();
        this.occurredAt = event.occurredAt();
        this.observedAt = event.observedAt();
        this.recordedAt = event.recordedAt();
        this.sensor = event.sensor();
        this.session = event.session();
        this.actor = event.actor();
        this.action = event.action();
        this.credential = event.credential();
        this.resource = event.resource();
        this.destination = event.destination();
        this.approval = event.approval();
        this.content = event.content();
        this.statement = event.statement();
        this.reference = event.reference();
        this.correlationId = event.correlationId();
        this.causationId = event.causationId();
        this.traceId = event.traceId();
        this.labels = event.labels();
        this.source = event.source();
    }

    public EventBuilder id(@Nullable String id) {
        this.id = id;
        return this;
    }

    public EventBuilder type(EventType type) {
        this.type = type;
        return this;
    }

    public EventBuilder phase(@Nullable Phase phase) {
        this.phase = phase;
        return this;
    }

    public EventBuilder occurredAt(@Nullable Instant occurredAt) {
        this.occurredAt = occurredAt;
        return this;
    }

    public EventBuilder observedAt(@Nullable Instant observedAt) {
        this.observedAt = observedAt;
        return this;
    }

    public EventBuilder recordedAt(@Nullable Instant recordedAt) {
        this.recordedAt = recordedAt;
        return this;
    }

    public EventBuilder sensor(@Nullable Sensor sensor) {
        this.sensor = sensor;
        return this;
    }

    public EventBuilder session(@Nullable Session session) {
        this.session = session;
        return this;
    }

    public EventBuilder actor(@Nullable Actor actor) {
        this.actor = actor;
        return this;
    }

    public EventBuilder action(@Nullable Action action) {
        this.action = action;
        return this;
    }

    public EventBuilder credential(@Nullable Credential credential) {
        this.credential = credential;
        return this;
    }

    public EventBuilder resource(@Nullable Resource resource) {
        this.resource = resource;
        return this;
    }

    public EventBuilder destination(@Nullable Destination destination) {
        this.destination = destination;
        return this;
    }

    public EventBuilder approval(@Nullable Approval approval) {
        this.approval = approval;
        return this;
    }

    public EventBuilder content(@Nullable Content content) {
        this.content = content;
        return this;
    }

    public EventBuilder statement(@Nullable Statement statement) {
        this.statement = statement;
        return this;
    }

    public EventBuilder reference(@Nullable Reference reference) {
        this.reference = reference;
        return this;
    }

    public EventBuilder correlationId(@Nullable String correlationId) {
        this.correlationId = correlationId;
        return this;
    }

    public EventBuilder causationId(@Nullable String causationId) {
        this.causationId = causationId;
        return this;
    }

    public EventBuilder traceId(@Nullable String traceId) {
        this.traceId = traceId;
        return this;
    }

    public EventBuilder label(String name, String value) {
        ownLabels().put(name, value);
        return this;
    }

    public EventBuilder withoutLabel(String name) {
        if (labels.containsKey(name)) {
            ownLabels().remove(name);
        }
        return this;
    }

    /** The labels, copied before the first change: most events are rebuilt with the ones they have. */
    private Map<String, String> ownLabels() {
        if (!ownLabels) {
            labels = new TreeMap<>(labels);
            ownLabels = true;
        }
        return labels;
    }

    public EventBuilder source(@Nullable Source source) {
        this.source = source;
        return this;
    }

    public Event build() {
        return new Event(
                id,
                type,
                phase,
                occurredAt,
                observedAt,
                recordedAt,
                sensor,
                session,
                actor,
                action,
                credential,
                resource,
                destination,
                approval,
                content,
                statement,
                reference,
                correlationId,
                causationId,
                traceId,
                labels,
                source);
    }
}
