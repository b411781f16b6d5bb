package dev.recount.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tool, API, shell or SQL operation. Its events, from requested to succeeded, share {@link #id()}.
 *
 * @param id shared by all events of the action
 * @param tool the tool that was called, such as {@code Bash} or {@code mcp__github__create_issue}
 * @param operation the operation's own name, such as {@code volumeDelete} or {@code ec2:DeleteVolume}
 * @param verb what the operation does to its target
 * @param summary one line for a human, redacted
 * @param arguments the redacted arguments
 * @param reversibility whether it can be taken back
 * @param undoUntil end of the undo window, when there is one
 * @param guard what stood in the way: {@code warned}, {@code previewed}, {@code forced}, {@code dry_run}
 * @param error why it failed or was refused
 */
public record Action(
        @Nullable String id,
        @Nullable String tool,
        @Nullable String operation,
        @Nullable Verb verb,
        @Nullable String summary,
        @Nullable Json arguments,
        @Nullable Reversibility reversibility,
        @Nullable Instant undoUntil,
        @Nullable String guard,
        @Nullable ActionError error) {}
