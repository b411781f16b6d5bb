package dev.recount.sigma.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Field access over nested maps and lists. */
record MapFields(Map<String, ? extends @Nullable Object> event) implements EventFields {

    private static final Object MISSING = new Object();

    @Override
    public @Nullable Object get(String path) {
        return inMap(event, path);
    }

    @Override
    public boolean anyValue(Predicate<Object> test) {
        return anyIn(event, test);
    }

    @SuppressWarnings("unchecked") // nothing is put into the map
    private static @Nullable Object orMissing(Map<?, ?> map, String path) {
        return ((Map<?, @Nullable Object>) map).getOrDefault(path, MISSING);
    }

    private static @Nullable Object inMap(Map<?, ?> map, String path) {
        Object whole = orMissing(map, path);
        if (whole != MISSING) {
            return whole == null ? NULL : whole;
        }
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            Object child = map.get(path.substring(0, dot));
            Object found = child == null ? null : inChild(child, path.substring(dot + 1));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Object inChild(Object child, String path) {
        if (child instanceof Map<?, ?> map) {
            return inMap(map, path);
        }
        return child instanceof List<?> list ? inList(list, path) : null;
    }

    private static @Nullable Object inList(List<?> list, String path) {
        List<Object> found = null;
        for (Object element : list) {
            Object value = element == null ? null : inChild(element, path);
            if (value != null) {
                found = found == null ? new ArrayList<>() : found;
                found.add(value);
            }
        }
        return found;
    }

    private static boolean anyIn(@Nullable Object value, Predicate<Object> test) {
        if (value instanceof Map<?, ?> map) {
            for (Object child : map.values()) {
                if (anyIn(child, test)) {
                    return true;
                }
            }
            return false;
        }
        if (value instanceof List<?> list) {
            for (Object child : list) {
                if (anyIn(child, test)) {
                    return true;
                }
            }
            return false;
        }
        return value != null && value != NULL && test.test(value);
    }
}
