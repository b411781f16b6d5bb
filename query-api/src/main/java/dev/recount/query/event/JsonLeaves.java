package dev.recount.query.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.event.Json;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The values in free JSON as somebody would say them: without the escapes of JSON's writing, and without names of members. */
final class JsonLeaves {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLeaves() {}

    /** Whether any text, number or truth value is wanted; a document that is no JSON counts as one text. */
    static boolean anyMatch(Json document, Predicate<@Nullable String> wanted) {
        try (var parser = FACTORY.createParser(document.text())) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL && wanted.test(parser.getText())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return wanted.test(document.text());
        }
    }
}
