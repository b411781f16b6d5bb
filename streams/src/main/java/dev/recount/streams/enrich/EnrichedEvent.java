package dev.recount.streams.enrich;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.LogSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event as rules see it: its fields by their path in JSON, and laid over them the facts. Facts are derived when first
 * asked for, so that an event no rule looks at closely costs nothing. Not thread-safe.
 */
public final class EnrichedEvent implements EventFields {

    /** The product of which rules about Recount's own events speak. */
    public static final String PRODUCT = "recount";

    private static final Set<FactName> ITS_OWN =
            EnumSet.of(FactName.ACTION_ID, FactName.ACTION_VERB, FactName.ACTION_TOOL, FactName.ACTION_OPERATION);

    private static final Set<Subject> ITS_SUBJECTS = EnumSet.of(Subject.ACTION, Subject.ACTOR);

    private static final Map<EventType, LogSource> LOG_SOURCES = Arrays.stream(EventType.values())
            .collect(Collectors.toUnmodifiableMap(type -> type, type -> LogSource.of(PRODUCT, type.wire(), null)));

    private final Event event;
    private final Enrichment enrichment;
    private final Set<FactName> asked = EnumSet.noneOf(FactName.class);
    private @Nullable IdentityHashMap<Json, @Nullable JsonNode> trees;
    private @Nullable List<String> textsOf;
    private Map<String, String> texts = Map.of();

    public EnrichedEvent(Event event, Enrichment enrichment) {
        this.event = event;
        this.enrichment = enrichment;
    }

    public Event event() {
        return event;
    }

    /** Everything that is derived about the event. */
    public Facts facts() {
        return enrichment.facts();
    }

    /** Whether a rule, or whoever else reads fields, has asked for one of {@code names}. */
    public boolean wasAskedFor(Set<FactName> names) {
        return !Collections.disjoint(asked, names);
    }

    /** Whether anybody asked for a fact that more must tell than the act, what it was part of, and who did it. */
    public boolean wasAskedBeyondItself() {
        for (FactName name : asked) {
            if (!ITS_SUBJECTS.contains(Subject.of(name))) {
                return true;
            }
        }
        return false;
    }

    /** The same event with other facts; an empty value makes one unknown. */
    public EnrichedEvent with(Map<FactName, Optional<Object>> instead) {
        return new EnrichedEvent(event, enrichment.with(instead));
    }

    /** Rules about Recount's own events say {@code product: recount}, and the event's type as category. */
    public LogSource logSource() {
        return requireNonNull(LOG_SOURCES.get(event.type()));
    }

    /** Whether knowing the field {@code path} of an event can take more than reading it. */
    public static boolean isDerived(String path) {
        var fact = FactName.of(path);
        return fact != null && Subject.of(fact) != Subject.ACTION;
    }

    @Override
    public @Nullable Object get(String path) {
        var field = EventField.of(path);
        var name = field.fact();
        if (name != null && Askable.mayKnow(event, name) && !speaksForItself(name)) {
            asked.add(name);
            var fact = enrichment.get(name);
            if (fact != null) {
                return fact;
            }
        }
        return field.of(event, this::tree);
    }

    /** What an action says of itself is never overruled, so nothing need be derived to know it; see {@link SessionMemory#actionOf}. */
    private boolean speaksForItself(FactName name) {
        var action = event.action();
        return event.type() == EventType.ACTION
                && action != null
                && (action.verb() != null || action.operation() != null)
                && ITS_OWN.contains(name);
    }

    /** Free JSON, read once however many fields of it are asked for. */
    @Nullable
    JsonNode tree(Json json) {
        if (trees == null) {
            trees = new IdentityHashMap<>();
        }
        return trees.computeIfAbsent(json, PlainValues::tree);
    }

    /** What there is of {@code names}, as text, a list joined by commas; rules that say the same of an event ask for the same names. */
    public Map<String, String> texts(List<String> names) {
        if (!names.equals(textsOf)) {
            Map<String, String> found = new HashMap<>();
            for (String name : names) {
                var value = get(name);
                if (value != null) {
                    found.put(name, joined(value));
                }
            }
            textsOf = names;
            texts = Map.copyOf(found);
        }
        return texts;
    }

    private static String joined(Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : value.toString();
    }

    /** What is known of {@code name}, whether or not a rule asks; null when it is unknown. */
    public @Nullable Object known(FactName name) {
        return enrichment.get(name);
    }

    /** What a fact rests on, null when it rests on nothing but the event. */
    public @Nullable String basis(FactName name) {
        return enrichment.basis(name);
    }

    /** The value at {@code path} as one text, null when there is none or several. */
    public @Nullable String text(String path) {
        var value = get(path);
        return value == null || value == NULL ? null : value.toString();
    }

    @Override
    public boolean anyValue(Predicate<Object> test) {
        asked.addAll(EnumSet.allOf(FactName.class));
        return PlainValues.any(event, test)
                || facts().values().values().stream().anyMatch(value -> PlainValues.any(value, test));
    }
}
