package dev.recount.streams.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was used last, kept on the heap so that it need not be read from the store again. */
final class Recent<V> {

    private final Map<String, V> values;
    private final Function<String, V> load;

    Recent(int kept, Function<String, V> load) {
        this.load = load;
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > kept;
            }
        };
    }

    V get(String key) {
        var value = values.get(key);
        if (value == null) {
            value = load.apply(key);
            values.put(key, value);
        }
        return value;
    }

    /** Reads it from the store next time: what is on the heap may be half-done. */
    void forget(String key) {
        values.remove(key);
    }
}
