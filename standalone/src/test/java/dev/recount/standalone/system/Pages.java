package dev.recount.standalone.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lists of the API, read to their end. */
final class Pages {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Pages() {}

    /** Every item of the list at {@code path}, which may carry a query already. */
    static List<JsonNode> all(RunningRecount recount, String path) {
        var items = new ArrayList<JsonNode>();
        var separator = path.contains("?") ? "&" : "?";
        var next = path + separator + "limit=1000";
        while (true) {
            var page = json(recount.get(next));
            page.path("items").forEach(items::add);
            var cursor = page.path("next_cursor").textValue();
            if (cursor == null) {
                return items;
            }
            next = path + separator + "limit=1000&cursor=" + encode(cursor);
        }
    }

    /** Ids of the events of a timeline, in its order. */
    static List<String> timelineIds(RunningRecount recount, String dimension, String id) {
        return all(recount, "/v1/timeline?" + dimension + "=" + encode(id)).stream()
                .map(item -> item.path("event").path("id").asText())
                .toList();
    }

    /** The strings of an array. */
    static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
