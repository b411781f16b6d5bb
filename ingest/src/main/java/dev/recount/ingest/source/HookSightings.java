package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Custody;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.ingest.accept.Sighting;
import dev.recount.ingest.secret.FoundSecret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a secret in a hook payload means, by where it stood: in a call's arguments it was presented, in what a call read or
 * returned it became readable, in a prompt a human typed it. How it got there (custody) is left to enrichment, which knows
 * where the credential was meant to be.
 */
final class HookSightings {

    /** Arguments that are material written or handed on, not part of what is called. */
    private static final Set<String> MATERIAL = Set.of(
            "content", "old_string", "new_string", "edits", "new_source", "prompt", "description", "todos", "plan");

    private HookSightings() {}

    static Sighting of(FoundSecret secret, HookPayload payload, String tool, JsonNode input) {
        var pointer = secret.pointer();
        var path = Fields.firstText(input, "file_path", "notebook_path", "path");
        if (pointer.startsWith("/tool_input/")) {
            var argument = pointer.split("/", 4)[2];
            return MATERIAL.contains(argument)
                    ? discovered(secret, path == null ? "prompt" : "file", path, payload)
                    : new Sighting(secret, Phase.USED, null, new Location("command", null, null));
        }
        if (pointer.equals("/prompt") || pointer.startsWith("/prompt/")) {
            return new Sighting(secret, Phase.DISCOVERED, Custody.TYPED_BY_HUMAN, new Location("prompt", null, null));
        }
        var read = path == null ? ShellReads.file(tool, input) : path;
        return read == null
                ? discovered(secret, ShellReads.isEnvironment(tool, input) ? "env" : "tool_output", null, payload)
                : discovered(secret, "file", read, payload);
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
