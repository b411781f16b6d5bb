package dev.recount.ingest.source;

import dev.recount.event.Custody;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.secret.FoundSecret;
import org.jspecify.annotations.Nullable;

/**
 * What a secret in a hook payload means that no operation presents, by where it stood: in what a call read or returned it
 * became readable, in what it writes it is passed on, in a prompt a human typed it. How the actor came by it (custody) is
 * left to enrichment, which knows where the credential was meant to be.
 */
final class HookSightings {

    private HookSightings() {}

    /** A secret in the payload of a tool call. */
    static Sighting of(FoundSecret secret, HookPayload payload, ToolCall call) {
        var path = Fields.firstText(call.input(), "file_path", "notebook_path");
        if (secret.pointer().startsWith("/tool_input/")) {
            return path == null
                    ? discovered(secret, "command", null, payload)
                    : discovered(secret, "file", path, payload);
        }
        var read = path == null ? call.fileRead() : path;
        return read == null
                ? discovered(secret, call.readsEnvironment() ? "env" : "tool_output", null, payload)
                : discovered(secret, "file", read, payload);
    }

    /** A secret in any other payload. */
    static Sighting of(FoundSecret secret, HookPayload payload) {
        var pointer = secret.pointer();
        return pointer.equals("/prompt") || pointer.startsWith("/prompt/")
                ? new Sighting(secret, Phase.DISCOVERED, Custody.TYPED_BY_HUMAN, new Location("prompt", null, null))
                : discovered(secret, "tool_output", payload.text("file_path"), payload);
    }

    private static Sighting discovered(FoundSecret secret, String kind, @Nullable String path, HookPayload payload) {
        var inScope = path == null ? null : inTaskScope(path, payload.text("cwd"));
        return new Sighting(secret, Phase.DISCOVERED, null, new Location(kind, path, inScope));
    }

    /** A file outside the session's working directory is outside its task; of one inside it nothing is known. */
    private static @Nullable Boolean inTaskScope(String path, @Nullable String cwd) {
        boolean absolute = path.startsWith("/") || path.startsWith("~") || path.matches("[A-Za-z]:[\\\\/].*");
        if (cwd == null || !absolute || path.equals(cwd)) {
            return path.startsWith("../") ? Boolean.FALSE : null;
        }
        var folder = cwd.endsWith("/") || cwd.endsWith("\\") ? cwd : cwd + (cwd.contains("\\") ? "\\" : "/");
        return path.startsWith(folder) ? null : Boolean.FALSE;
    }
}
