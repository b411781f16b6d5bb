package dev.recount.standalone.evidence;

import dev.recount.evidence.audit.ServedLog;
import dev.recount.standalone.client.Query;
import dev.recount.standalone.client.RecountClient;
import dev.recount.standalone.client.RefusedRequest;
import java.util.Optional;
import java.util.stream.Stream;

/** The log of a Recount server. */
final class TiledLog implements ServedLog {

    private static final int NOT_FOUND = 404;

    private final RecountClient server;

    TiledLog(RecountClient server) {
        this.server = server;
    }

    @Override
    public String checkpoint() {
        // The latest: /v1/log/checkpoint may be the one before, which witnesses have seen.
        return server.get(Query.at("v1", "checkpoints", "latest")).path("note").asText();
    }

    @Override
    public Optional<byte[]> tile(String path) {
        var segments = Stream.concat(Stream.of("v1", "log", "tile"), Stream.of(path.split("/", -1)));
        try {
            return Optional.of(server.bytes(Query.at(segments.toArray(String[]::new))));
        } catch (RefusedRequest e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
