package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.LogSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event as rules see it: its fields by their path in JSON, and laid over them the facts. Facts are derived when first
 * asked for, so that an event no rule looks at closely costs nothing. Not thread-safe.
 */
public final class EnrichedEvent implements EventFields {

    private static final Set<String> ITS_OWN = Set.of(
            FactName.ACTION_ID.text(),
            FactName.ACTION_VERB.text(),
            FactName.ACTION_TOOL.text(),
            FactName.ACTION_OPERATION.text());

    private final Event event;
    private final Supplier<Facts> derive;
    private @Nullable Facts facts;

    public EnrichedEvent(Event event, Supplier<Facts> derive) {
        this.event = event;
        this.derive = derive;
    }

    public Event event() {
        return event;
    }

    /** What was derived about the event. */
    public Facts facts() {
        if (facts == null) {
            facts = derive.get();
        }
        return facts;
    }

    /** Whether anybody has asked for a fact. */
    public boolean isDerived() {
        return facts != null;
    }

    /** The same event with other facts; an empty value makes one unknown. */
    public EnrichedEvent with(Map<FactName, Optional<Object>> instead) {
        var changed = facts().with(instead);
        return new EnrichedEvent(event, () -> changed);
    }

    /** Rules about Recount's own events say {@code product: recount}, and the event's type as category. */
    public LogSource logSource() {
        return LogSource.of("recount", event.type().wire(), null);
    }

    @Override
    public @Nullable Object get(String path) {
        if (Askable.mayKnow(event, path) && !speaksForItself(path)) {
            var fact = facts().values().get(path);
            if (fact != null) {
                return fact;
            }
        }
        return EventPath.get(event, path);
    }

    /** What an action says of itself is never overruled, so nothing need be derived to know it. */
    private boolean speaksForItself(String path) {
        return event.type() == EventType.ACTION && event.verb() != null && ITS_OWN.contains(path);
    }

    /** The value at {@code path} as one text, null when there is none or several. */
    public @Nullable String text(String path) {
        var value = get(path);
        return value == null || value == NULL ? null : value.toString();
    }

    @Override
    public boolean anyValue(Predicate<Object> test) {
        return EventPath.any(event, test)
                || facts().values().values().stream().anyMatch(value -> EventPath.any(value, test));
    }
}
