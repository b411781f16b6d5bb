package dev.recount.standalone.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path and parameters of a request, encoded so that ids may hold anything. */
public final class Query {

    private final StringBuilder path = new StringBuilder();
    private final List<String> parameters = new ArrayList<>();

    private Query() {}

    /** A path of segments, e.g. {@code at("v1", "registry", kind, id)}. */
    public static Query at(String... segments) {
        Query query = new Query();
        for (String segment : segments) {
            query.path.append('/').append(encoded(segment));
        }
        return query;
    }

    /** Adds a parameter, unless its value is null. */
    public Query with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(encoded(name) + "=" + encoded(value.toString()));
        }
        return this;
    }

    /** The same path and parameters, and one more. */
    Query and(String name, String value) {
        Query copy = new Query();
        copy.path.append(path);
        copy.parameters.addAll(parameters);
        return copy.with(name, value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? path.toString() : path + "?" + String.join("&", parameters);
    }
}
