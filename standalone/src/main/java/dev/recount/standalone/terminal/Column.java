package dev.recount.standalone.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One column of a table of JSON items.
 *
 * @param title its heading
 * @param widthMax the most characters it takes
 * @param text what a cell says; made {@link Visible} when printed
 * @param style how it looks
 */
public record Column(String title, int widthMax, Function<JsonNode, String> text, Function<JsonNode, Style> style) {

    /** A column that shows what stands at a JSON Pointer; lists are joined, what is absent is empty. */
    public static Column of(String title, int widthMax, String pointer) {
        return new Column(title, widthMax, item -> textAt(item, pointer), item -> Style.PLAIN);
    }

    /** The same column in a style that depends on the item. */
    public Column styled(Function<JsonNode, Style> chosen) {
        return new Column(title, widthMax, text, chosen);
    }

    /** What stands at a pointer, as text. */
    public static String textAt(JsonNode item, String pointer) {
        JsonNode node = item.at(pointer);
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(part -> parts.add(part.asText()));
            return String.join(" ", parts);
        }
        return node.isNull() ? "" : node.isObject() ? node.toString() : node.asText();
    }
}
