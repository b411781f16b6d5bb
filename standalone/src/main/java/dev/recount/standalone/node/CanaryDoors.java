package dev.recount.standalone.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.wiring.CanaryDoor;
import dev.recount.event.Event;
import dev.recount.runtime.settings.Secret;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.client.RefusedRequest;
import dev.recount.standalone.client.UnreachableServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The ways in that a canary can take: the door of a service, as everybody does, or straight into the log. */
final class CanaryDoors {

    private static final RecordJson<Event> EVENTS = RecordJson.of(Event.class);

    private CanaryDoors() {}

    /**
     * Over HTTP.
     *
     * @param address of the service, once it is known
     * @param token what it lets in
     */
    static CanaryDoor http(Supplier<URI> address, Supplier<Optional<Secret>> token) {
        return events -> {
            var lines = events.stream().map(EVENTS::write).collect(Collectors.joining("\n"));
            try {
                var client = new RecountClient(address.get(), token.get(), Optional.empty());
                check(client.post(
                        Query.at("v1", "events"), RecountClient.NDJSON, lines.getBytes(StandardCharsets.UTF_8)));
            } catch (RefusedRequest | UnreachableServer e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    private static void check(JsonNode answer) throws IOException {
        if (!answer.path("rejected").isEmpty()) {
            throw new IOException("rejected: "
                    + answer.path("rejected").path(0).path("detail").asText());
        }
    }

    /** Past the doors of any service, for a process that has none. */
    static CanaryDoor log(RecordedActs acts) {
        return events -> {
            for (Event event : events) {
                acts.put(event);
            }
        };
    }
}
