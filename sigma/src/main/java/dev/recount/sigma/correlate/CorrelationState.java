package dev.recount.sigma.correlate;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a {@link Correlator} keeps what it knows of each group: in memory here, in a state store elsewhere. */
public interface CorrelationState {

    @Nullable
    Group load(List<String> group);

    void store(List<String> group, Group state);

    void remove(List<String> group);

    /** All groups with state; the caller may change the state while it goes through them. */
    Collection<List<String>> groups();

    /**
     * What is known of one group.
     *
     * @param matches those that can still matter, in order, each once
     * @param firings those that were announced and can still change, in order of time
     * @param frozenMicros before this time everything is decided and partly forgotten
     * @param open whether the condition held at the last match before {@code frozenMicros}
     */
    record Group(List<Match> matches, List<Firing> firings, long frozenMicros, boolean open) {

        static final Group EMPTY = new Group(List.of(), List.of(), Long.MIN_VALUE, false);

        public Group {
            matches = List.copyOf(matches);
            firings = List.copyOf(firings);
        }
    }

    /** State in memory, for one thread. */
    static CorrelationState inMemory() {
        Map<List<String>, Group> groups = new HashMap<>();
        return new CorrelationState() {

            @Override
            public @Nullable Group load(List<String> group) {
                return groups.get(group);
            }

            @Override
            public void store(List<String> group, Group state) {
                groups.put(group, state);
            }

            @Override
            public void remove(List<String> group) {
                groups.remove(group);
            }

            @Override
            public Collection<List<String>> groups() {
                return List.copyOf(groups.keySet());
            }
        };
    }
}
