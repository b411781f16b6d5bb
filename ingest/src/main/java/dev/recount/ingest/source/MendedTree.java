package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A record that holds more than can be kept, read all the same: what is too deep or too long is cut out and marked, and
 * what was cut is told. An agent must not be able to keep an act out of the record by the form of its arguments.
 *
 * @param document without what was cut
 * @param notes what was cut and where; empty when nothing was
 */
record MendedTree(JsonNode document, List<String> notes) {
    private static final int NUMBER_MAX = 1_000;
    private static final int NAME_MAX = 1_000;
    private static final int NOTES_MAX = 5;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    MendedTree {
        notes = List.copyOf(notes);
    }

    /**
     * Reads one record, mended where it must be.
     *
     * @throws MalformedItem when it is not JSON
     */
    static MendedTree read(byte[] body, int offset, int length) {
        try {
            return new MendedTree(ItemParsers.tree(body, offset, length), List.of());
        } catch (TooMuch e) {
            return cut(body, offset, length);
        } catch (HalfCharacter e) {
            var whole = Arrays.copyOfRange(body, offset, offset + length);
            int halves = Utf8.replaceLoneSurrogates(whole);
            var tree = read(whole, 0, length);
            var notes = new ArrayList<>(tree.notes);
            notes.add(0, halves == 1 ? e.note() : e.note() + ", and " + (halves - 1) + " more");
            return new MendedTree(tree.document, notes);
        }
    }

    private static MendedTree cut(byte[] body, int offset, int length) {
        var reader = new Reader();
        var document = ItemParsers.readAny(body, offset, length, parser -> {
            parser.nextToken();
            return reader.value(parser, 0);
        });
        return new MendedTree(document, reader.notes);
    }

    /** Builds the tree; recursion is bounded by the depth that is kept. */
    private static final class Reader {
        private final List<String> notes = new ArrayList<>();

        JsonNode value(JsonParser parser, int depth) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new MalformedItem("empty");
            }
            return switch (token) {
                case START_OBJECT -> depth < ItemParsers.DEPTH_MAX ? object(parser, depth) : cut(parser);
                case START_ARRAY -> depth < ItemParsers.DEPTH_MAX ? array(parser, depth) : cut(parser);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
                case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
                case VALUE_NULL -> NODES.nullNode();
                default -> TextNode.valueOf(parser.getText());
            };
        }

        private ObjectNode object(JsonParser parser, int depth) throws IOException {
            var object = NODES.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = name(parser);
                if (object.has(name)) {
                    throw new MalformedItem("a key is given twice in " + JsonSpot.of(parser));
                }
                parser.nextToken();
                object.set(name, value(parser, depth + 1));
            }
            return object;
        }

        private ArrayNode array(JsonParser parser, int depth) throws IOException {
            var array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser, depth + 1));
            }
            return array;
        }

        private String name(JsonParser parser) throws IOException {
            var name = parser.currentName();
            if (name.length() <= NAME_MAX) {
                return name;
            }
            note(parser, "a name of " + name.length() + " characters was cut");
            return Fields.cutAndHashed(name, NAME_MAX);
        }

        private JsonNode number(JsonParser parser) throws IOException {
            int length = parser.getTextLength();
            if (length <= NUMBER_MAX) {
                return parser.readValueAsTree();
            }
            note(parser, "a number of " + length + " digits was cut");
            return TextNode.valueOf(Fields.cutAndHashed(parser.getText(), NUMBER_MAX));
        }

        /** Goes over what is too deep, and leaves a remark in its place. */
        private JsonNode cut(JsonParser parser) throws IOException {
            int levels = 0;
            int deepest = 0;
            do {
                var token = parser.currentToken();
                if (token.isStructStart()) {
                    deepest = Math.max(deepest, ++levels);
                } else if (token.isStructEnd()) {
                    levels--;
                }
            } while (levels > 0 && parser.nextToken() != null);
            var remark = deepest + " levels below level " + ItemParsers.DEPTH_MAX + " were cut";
            note(parser, remark);
            return TextNode.valueOf("[" + remark + "]");
        }

        private void note(JsonParser parser, String what) {
            if (notes.size() < NOTES_MAX) {
                notes.add(JsonSpot.of(parser) + ": " + what);
            } else if (notes.size() == NOTES_MAX) {
                notes.add("and more");
            }
        }
    }
}
