package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.util.regex.Pattern;

/** The outermost fields around a place of a document, if they are named as fields are: another name may be a secret. */
final class JsonSpot {
    private static final int FIELDS_MAX = 4;
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z_]{0,31}|[0-9]{1,6}");

    private JsonSpot() {}

    /** The pointer of what a parser stands at; empty at the top. */
    static String of(JsonParser parser) {
        return text(parser.getParsingContext().pathAsPointer());
    }

    /** The pointer of what a byte of a document stands in, found by reading what stands before it. */
    static String at(byte[] body, int offset, int before) {
        try (var parser = ItemParsers.parser(body, offset, before)) {
            return last(parser);
        } catch (IOException e) {
            return "";
        }
    }

    private static String last(JsonParser parser) {
        try {
            while (parser.nextToken() != null) {
                // Only where it stops is of interest.
            }
        } catch (IOException e) {
            // What is cut ends in the middle of a value: the one that is asked for.
        }
        return of(parser);
    }

    private static String text(JsonPointer pointer) {
        var text = new StringBuilder();
        var at = pointer;
        for (int i = 0; i < FIELDS_MAX && at.mayMatchProperty(); i++, at = at.tail()) {
            var name = at.getMatchingProperty();
            if (!FIELD_NAME.matcher(name).matches()) {
                break;
            }
            text.append('/').append(name);
        }
        return text.toString();
    }
}
