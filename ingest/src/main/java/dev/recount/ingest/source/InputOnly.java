package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.recount.codec.UnknownFields;
import dev.recount.codec.UnreadableRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes the fields of an event that only input or only output has, and keeps the secret that input may give. */
final class InputOnly implements UnknownFields {

    private @Nullable String secret;

    /** The value of {@code credential.secret}, when it was given. */
    @Nullable
    String secret() {
        return secret;
    }

    @Override
    public boolean take(String pointer, JsonParser parser) throws IOException {
        switch (pointer) {
            case "/facts", "/evidence" -> parser.skipChildren();
            case "/credential/secret" -> secret = read(parser);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String read(JsonParser parser) throws IOException {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING || parser.getText().isBlank()) {
            throw new UnreadableRecord("/credential/secret", "expected a string that is not empty");
        }
        return parser.getText();
    }
}
