package dev.recount.sigma.pipeline;

import dev.recount.sigma.parse.InvalidRulesException;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.rule.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map of a pipeline file being read; the first fault ends it. */
record PipelineMap(String file, String path, Map<?, ?> map) {

    static PipelineMap of(String file, String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new PipelineMap(file, path, map);
        }
        throw new PipelineMap(file, path, Map.of()).fault("", String.valueOf(value), "a map");
    }

    InvalidRulesException fault(String key, String offending, String expected) {
        String field = key.isEmpty() ? path : path.isEmpty() ? key : path + "." + key;
        return new InvalidRulesException(List.of(new Problem(new Location(file, 1, 1), field, offending, expected)));
    }

    @Nullable
    Object value(String key) {
        return map.get(key);
    }

    String text(String key) {
        Object value = map.get(key);
        if (value instanceof String text) {
            return text;
        }
        throw fault(key, value == null ? "missing" : value.toString(), "text");
    }

    String textOr(String key, String otherwise) {
        return map.containsKey(key) ? text(key) : otherwise;
    }

    boolean flag(String key) {
        Object value = map.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw fault(key, value.toString(), "true or false");
    }

    /** A list of texts; a single text is a list of one. */
    List<String> texts(String key) {
        Object value = map.get(key);
        List<String> texts = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
            texts.add(String.valueOf(element));
        }
        return value == null ? List.of() : List.copyOf(texts);
    }

    PipelineMap child(String key) {
        return of(file, path.isEmpty() ? key : path + "." + key, map.get(key));
    }

    List<PipelineMap> children(String key) {
        Object value = map.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw fault(key, value.toString(), "a list of maps");
        }
        List<PipelineMap> children = new ArrayList<>();
        for (Object element : list) {
            children.add(of(file, (path.isEmpty() ? key : path + "." + key) + "[" + children.size() + "]", element));
        }
        return children;
    }

    void only(Set<String> known) {
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw fault(
                        String.valueOf(key),
                        String.valueOf(key),
                        "one of " + known.stream().sorted().toList());
            }
        }
    }
}
