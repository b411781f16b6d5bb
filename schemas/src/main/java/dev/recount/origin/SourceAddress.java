package dev.recount.origin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The network addresses that an event came from: its label {@code source_address}, and what providers' records say. */
public final class SourceAddress {

    private static final String LABEL = "source_address";

    /** CloudTrail, Kubernetes, Vault, GitHub, and the native form. */
    private static final List<String> POINTERS =
            List.of("/sourceIPAddress", "/sourceIPs", "/request/remote_address", "/actor_ip", "/source_address");

    private SourceAddress() {}

    /** As they stand there, the one that says it most plainly first. */
    public static Set<String> of(Event event) {
        var addresses = new LinkedHashSet<String>();
        var label = event.labels().get(LABEL);
        if (label != null) {
            addresses.add(label);
        }
        if (event.source() != null && event.source().record() != null) {
            var record = parsed(event.source().record().text());
            POINTERS.forEach(pointer -> add(record.at(pointer), addresses));
        }
        return addresses;
    }

    private static void add(JsonNode value, Set<String> addresses) {
        if (value.isTextual()) {
            addresses.add(value.textValue());
        } else if (value.isArray()) {
            value.forEach(element -> add(element, addresses));
        }
    }

    private static JsonNode parsed(String canonical) {
        try {
            return RecordJson.MAPPER.readTree(canonical);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a source record is canonical JSON", e);
        }
    }
}
