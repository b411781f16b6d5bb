package dev.recount.runtime.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed values of a set of keys, all of them checked: asking cannot fail. */
public final class Settings {

    /**
     * What holds for one key and why, fit to be printed.
     *
     * @param text the value, or {@link Secret#HIDDEN} for a secret, or empty if the key is not set
     * @param origin where it came from: a flag, a variable, a file and line, or {@code default}
     */
    public record Effective(String key, String text, String origin) {}

    private final Map<Key<?>, Object> values;
    private final List<Effective> effective;

    Settings(Map<Key<?>, Object> values, List<Effective> effective) {
        this.values = values;
        this.effective = effective;
    }

    /**
     * The value of a key that has a default or is mandatory.
     *
     * @throws IllegalStateException if the key may be absent and is, or was never read: a mistake in the program
     */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key.name() + " has no value; use find"));
    }

    /** The value of a key that may be absent. */
    @SuppressWarnings("unchecked") // The reader stores under a key only what that key's parser returned.
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable((T) values.get(key));
    }

    /** Every key with what holds for it, secrets hidden, in the order the keys were declared. */
    public List<Effective> effective() {
        return effective;
    }
}
