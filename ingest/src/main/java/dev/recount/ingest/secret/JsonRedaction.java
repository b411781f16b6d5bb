package dev.recount.ingest.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A JSON document after redaction.
 *
 * @param document the document with every secret in keys and values replaced; the very same object when it was clean
 * @param secrets what was replaced, with the JSON pointer of each place, in document order
 * @param providerIds public handles that were seen and kept
 */
public record JsonRedaction(JsonNode document, List<FoundSecret> secrets, List<ProviderId> providerIds) {
    public JsonRedaction {
        secrets = List.copyOf(secrets);
        providerIds = List.copyOf(providerIds);
    }

    public boolean isClean() {
        return secrets.isEmpty();
    }
}
