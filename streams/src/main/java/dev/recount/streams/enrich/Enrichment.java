package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one event, each {@link Subject} derived when first asked for. The same event, memory and book always give the
 * same facts, whatever is asked and in which order. Not thread-safe, and of no use once memory or book have changed.
 */
public final class Enrichment {

    private static final SessionMemory NOTHING = new SessionMemory();

    private final Scene scene;
    private final Set<Subject> derived;
    /** Made when the first is known: of most events nobody asks for one. */
    private @Nullable Map<FactName, Object> values;

    private final Map<FactName, String> basis = new HashMap<>();
    private @Nullable Facts facts;

    private Enrichment(Scene scene, Set<Subject> derived) {
        this.scene = scene;
        this.derived = derived;
    }

    /**
     * What is to be known of {@code event}.
     *
     * @param memory what its session remembers; the event itself may or may not be in it
     * @param footprint is told what reference data was asked about
     */
    public static Enrichment of(Event event, SessionMemory memory, ReferenceBook book, Footprint footprint) {
        return new Enrichment(new Scene(event, memory, book, footprint), EnumSet.noneOf(Subject.class));
    }

    /** Nothing is known of {@code event} but what it says. */
    public static Enrichment none(Event event) {
        var scene = new Scene(event, NOTHING, new ReferenceBook(), Footprint.unheeded());
        return new Enrichment(scene, EnumSet.allOf(Subject.class));
    }

    /** Everything there is to know. */
    public Facts facts() {
        if (facts == null) {
            deriveAll();
            facts = new Facts(byText(values()), byText(basis));
        }
        return facts;
    }

    /** The same with other facts; an empty value makes one unknown. */
    Enrichment with(Map<FactName, Optional<Object>> instead) {
        deriveAll();
        var changed = new Enrichment(scene, derived);
        changed.values().putAll(values());
        changed.basis.putAll(basis);
        instead.forEach((name, value) ->
                value.ifPresentOrElse(known -> changed.values().put(name, known), () -> changed.values()
                        .remove(name)));
        return changed;
    }

    private Map<FactName, Object> values() {
        if (values == null) {
            values = new EnumMap<>(FactName.class);
        }
        return values;
    }

    private void deriveAll() {
        for (Subject subject : Subject.values()) {
            derive(subject);
        }
    }

    private void derive(Subject subject) {
        if (derived.add(subject)) {
            subject.derive(scene, this);
        }
    }

    private static <V> Map<String, V> byText(Map<FactName, V> byName) {
        Map<String, V> byText = new TreeMap<>();
        byName.forEach((name, value) -> byText.put(name.text(), value));
        return Collections.unmodifiableMap(byText);
    }

    /** The value of {@code name}, null when unknown. */
    @Nullable
    Object get(FactName name) {
        derive(Subject.of(name));
        return values == null ? null : values.get(name);
    }

    /** The value of {@code name} as text, null when unknown. */
    @Nullable
    String text(FactName name) {
        var value = get(name);
        return value == null ? null : value.toString();
    }

    /** What {@code name} rests on, null when it rests on nothing but the event. */
    @Nullable
    String basis(FactName name) {
        derive(Subject.of(name));
        return basis.get(name);
    }

    /** Sets {@code name} unless {@code value} is null, which means unknown. */
    void put(FactName name, @Nullable Object value) {
        if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
            values().put(name, value);
        }
    }

    void put(FactName name, @Nullable Object value, @Nullable String because) {
        put(name, value);
        if (value != null && because != null) {
            basis.put(name, because);
        }
    }
}
