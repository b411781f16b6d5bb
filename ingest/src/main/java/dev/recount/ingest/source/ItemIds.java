package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The id that a refused item goes by: its sender looks for it by that, whatever else is wrong with the item. */
final class ItemIds {

    private static final int LENGTH_MAX = 1_024;

    private ItemIds() {}

    /** The text {@code id} of the object in a slice, as far as it is JSON; {@code null} when it has none. */
    static @Nullable String of(byte[] body, int offset, int length) {
        try (var parser = ItemParsers.parser(body, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                var value = parser.nextToken();
                if (name.equals("id")) {
                    return value == JsonToken.VALUE_STRING ? bounded(parser.getText()) : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String bounded(String id) {
        return id.length() <= LENGTH_MAX ? id : null;
    }
}
