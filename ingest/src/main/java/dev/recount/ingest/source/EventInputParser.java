package dev.recount.ingest.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import dev.recount.codec.UnreadableRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hides from the reader of events what only input or only output has, and keeps the secret that input may give. */
final class EventInputParser extends JsonParserDelegate {

    private @Nullable String secret;
    private boolean inCredential;

    EventInputParser(JsonParser parser) {
        super(parser);
    }

    /** The value of {@code credential.secret}, when it was given. */
    @Nullable
    String secret() {
        return secret;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        var token = delegate.nextToken();
        while (token == JsonToken.FIELD_NAME && isHidden()) {
            token = delegate.nextToken();
        }
        return token;
    }

    /** Whether the field at hand is one the reader must not see; the parser then stands at the end of its value. */
    private boolean isHidden() throws IOException {
        int depth = delegate.getParsingContext().getNestingDepth();
        if (depth == 1) {
            var name = delegate.currentName();
            inCredential = name.equals("credential");
            if (name.equals("facts") || name.equals("evidence")) {
                delegate.nextToken();
                delegate.skipChildren();
                return true;
            }
        } else if (depth == 2 && inCredential && delegate.currentName().equals("secret")) {
            readSecret();
            return true;
        }
        return false;
    }

    private void readSecret() throws IOException {
        var token = delegate.nextToken();
        if (token == JsonToken.VALUE_STRING && !delegate.getText().isEmpty()) {
            secret = delegate.getText();
        } else if (token != JsonToken.VALUE_NULL) {
            throw new UnreadableRecord("/credential/secret", "expected a string that is not empty");
        }
    }
}
