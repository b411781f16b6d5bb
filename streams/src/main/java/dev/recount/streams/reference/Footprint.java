package dev.recount.streams.reference;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the facts of some events were looked up by: whom to ask again when reference data changes. Grows only. */
public final class Footprint {

    private final boolean heeded;
    private final Set<String> credentials = new HashSet<>();
    private final Set<String> resources = new HashSet<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<String> actors = new HashSet<>();
    private final Set<String> environments = new HashSet<>();
    private final Set<String> approvals = new HashSet<>();
    /** The latest day as of which each habit was asked about. */
    private final Map<String, Long> habits = new HashMap<>();

    /** Nothing was asked yet. */
    public Footprint() {
        this(true);
    }

    private Footprint(boolean heeded) {
        this.heeded = heeded;
    }

    /** One that notes nothing, for what nobody will ask about again. */
    public static Footprint unheeded() {
        return new Footprint(false);
    }

    public void credential(@Nullable String key) {
        add(credentials, key);
    }

    public void resource(@Nullable String id) {
        add(resources, id);
    }

    /** A protection group. */
    public void group(@Nullable String group) {
        add(groups, group);
    }

    public void actor(@Nullable String id) {
        add(actors, id);
    }

    public void environment(@Nullable String environment) {
        add(environments, environment);
    }

    public void approval(@Nullable String id) {
        add(approvals, id);
    }

    /** A habit, as of a day. */
    public void habit(String id, long day) {
        if (heeded) {
            habits.merge(id, day, Math::max);
        }
    }

    /** Whether {@code habit} was asked about as of a day after {@code day}. */
    boolean askedAfter(String habit, long day) {
        return habits.getOrDefault(habit, Long.MIN_VALUE) > day;
    }

    Set<String> credentials() {
        return credentials;
    }

    Set<String> resources() {
        return resources;
    }

    Set<String> actors() {
        return actors;
    }

    Set<String> environments() {
        return environments;
    }

    Set<String> approvals() {
        return approvals;
    }

    boolean namesResource(String name) {
        return resources.contains(name) || groups.contains(name);
    }

    private void add(Set<String> names, @Nullable String name) {
        if (heeded && name != null) {
            names.add(name);
        }
    }
}
