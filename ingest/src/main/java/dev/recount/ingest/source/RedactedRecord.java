package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.ingest.secret.FoundSecret;
import java.util.List;

/**
 * A raw record without its secrets.
 *
 * @param document with every secret replaced
 * @param secrets what was replaced, with JSON pointers into the document
 */
public record RedactedRecord(JsonNode document, List<FoundSecret> secrets) {
    public RedactedRecord {
        secrets = List.copyOf(secrets);
    }
}
