package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Resource;
import dev.recount.event.Verb;
import java.util.List;

/** A handful of operations, for tests of what is made of them. */
public final class PlainOperations implements Operations {

    @Override
    public List<Operation> ofToolCall(String tool, JsonNode input) {
        var command = input.path("command").asText();
        if (command.contains("volumeDelete")) {
            var volume = new Resource("railway:volume/v1", "volume", null, null, null);
            return List.of(new Operation("volumeDelete", Verb.DESTROY, volume, null, null, null));
        }
        if (command.contains("&& rm -rf")) {
            return List.of(
                    new Operation("npm install", Verb.INSTALL, null, null, null, null),
                    new Operation("rm", Verb.DESTROY, null, null, null, null));
        }
        return List.of(Operation.named(tool));
    }

    @Override
    public Operation ofApiCall(String provider, String operation, JsonNode parameters) {
        return new Operation(operation, operation.contains("elete") ? Verb.DESTROY : null, null, null, null, null);
    }
}
