package dev.recount.reference;

import dev.recount.event.Reversibility;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is declared about a resource; the entry's id is the resource's id or a glob over ids.
 *
 * @param environment {@code production}, {@code staging}, …
 * @param owner who answers for it
 * @param name what people call it
 * @param ephemeral whether it is made to be thrown away
 * @param protectionGroup the set of copies it belongs to
 * @param role {@code primary}, {@code backup} or {@code replica} within that group
 * @param sharesFateWith resources that are lost when this one is
 * @param label how confidential what it holds is: {@code public}, {@code internal}, {@code confidential}, {@code secret}
 * @param undo how far deleting it can be undone, by path ({@code api}, {@code dashboard}, {@code *})
 */
public record ResourceEntry(
        @Nullable String environment,
        @Nullable String owner,
        @Nullable String name,
        @Nullable Boolean ephemeral,
        @Nullable String protectionGroup,
        @Nullable String role,
        List<String> sharesFateWith,
        @Nullable String label,
        Map<String, String> undo) {

    /** The undo words of {@link #undo()}. */
    public static Reversibility reversibility(String word) {
        return switch (word) {
            case "irreversible", "none" -> Reversibility.IRREVERSIBLE;
            case "reversible" -> Reversibility.REVERSIBLE;
            case "unknown" -> Reversibility.UNKNOWN;
            default -> Reversibility.UNDO_WINDOW;
        };
    }
}
