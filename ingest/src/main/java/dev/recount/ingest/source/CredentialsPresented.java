package dev.recount.ingest.source;

import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.secret.FoundSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The credentials of a tool call's arguments that it presents, by the target that it presents them for. */
final class CredentialsPresented {

    private static final Location COMMAND = new Location("command", null, null);

    private final ToolCall call;
    private final Map<String, FoundSecret> presented = new LinkedHashMap<>();

    private CredentialsPresented(ToolCall call) {
        this.call = call;
    }

    static CredentialsPresented of(ToolCall call, List<FoundSecret> secrets) {
        var presented = new CredentialsPresented(call);
        for (FoundSecret secret : secrets) {
            var fingerprint = secret.fingerprint().text();
            if (secret.pointer().startsWith("/tool_input/") && call.presents(fingerprint)) {
                presented.presented.putIfAbsent(fingerprint, secret);
            }
        }
        return presented;
    }

    /** One use for each credential that the {@code number}-th target is reached with. */
    List<Sighting> by(int number) {
        return call.targets().get(number).presented().stream()
                .map(presented::get)
                .filter(Objects::nonNull)
                .map(secret -> new Sighting(secret, Phase.USED, null, COMMAND))
                .toList();
    }

    /** Whether a secret stands here as one of these; it may stand elsewhere in the payload too. */
    boolean has(FoundSecret secret) {
        return secret.pointer().startsWith("/tool_input/")
                && presented.containsKey(secret.fingerprint().text());
    }
}
