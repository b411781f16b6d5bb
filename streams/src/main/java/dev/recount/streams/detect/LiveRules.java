package dev.recount.streams.detect;

import dev.recount.reference.RegistryEntry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force, kept up to date with the registry. What a rule keeps about its groups is kept by its id, so that putting
 * one rule leaves the half-open windows of all others as they are. Safe for use by any number of threads.
 */
public final class LiveRules implements Supplier<RuleBook> {

    private final List<RuleText> shipped;
    private final Map<String, RegistryEntry> entries = new TreeMap<>();
    private final Set<String> touched = new HashSet<>();
    private final @Nullable RuleBook fixed;
    private volatile @Nullable RuleBook book;
    private volatile long version;

    private LiveRules(List<RuleText> shipped, @Nullable RuleBook fixed) {
        this.shipped = List.copyOf(shipped);
        this.fixed = fixed;
        this.book = fixed;
    }

    /** Rules that the registry may change. */
    public static LiveRules over(List<RuleText> shipped) {
        return new LiveRules(shipped, null);
    }

    /** Rules that nothing changes. */
    public static LiveRules always(RuleBook book) {
        return new LiveRules(List.of(), book);
    }

    /** Takes an entry of the kind {@code rules}. */
    public synchronized void apply(RegistryEntry entry) {
        if (!entry.equals(entries.put(entry.id(), entry))) {
            changed(entry.id());
        }
    }

    /** Forgets an entry, so that what ships is in force again. */
    public synchronized void remove(String id) {
        if (entries.remove(id) != null) {
            changed(id);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only written under the lock; volatile is for the readers.
    private void changed(String id) {
        touched.add(id);
        book = fixed;
        version++;
    }

    /** Counts the changes; a new value means that other rules may be in force than before. */
    public long version() {
        return version;
    }

    /** The ids of all rules that were ever changed here. */
    public synchronized Set<String> touched() {
        return Set.copyOf(touched);
    }

    /** The rules in force now. */
    @Override
    public RuleBook get() {
        RuleBook known = book;
        return known != null ? known : made();
    }

    private synchronized RuleBook made() {
        RuleBook known = book;
        if (known == null) {
            known = RulesInForce.of(shipped, entries.values(), Instant.MAX).book();
            book = known;
        }
        return known;
    }
}
