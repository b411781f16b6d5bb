package dev.recount.reference;

import dev.recount.event.Reversibility;
import java.time.Duration;
import java.time.format.DateTimeParseException;
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
 * @param undo how far deleting it can be undone, by path ({@code api}, {@code dashboard}, {@code *}): {@code irreversible},
 *     {@code none}, {@code reversible}, {@code undo_window}, {@code unknown}, or for how long, as an ISO 8601 duration of days
 *     or shorter
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

    /** What a word of {@link #undo()} means; what is no word of it is not known to be undone. */
    public static Reversibility reversibility(String word) {
        return switch (word) {
            case "irreversible", "none" -> Reversibility.IRREVERSIBLE;
            case "reversible" -> Reversibility.REVERSIBLE;
            case "undo_window" -> Reversibility.UNDO_WINDOW;
            default -> isDuration(word) ? Reversibility.UNDO_WINDOW : Reversibility.UNKNOWN;
        };
    }

    private static boolean isDuration(String word) {
        try {
            return !Duration.parse(word).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Whether {@code word} is one of {@link #undo()}. */
    public static boolean isUndo(String word) {
        return word.equals("unknown") || reversibility(word) != Reversibility.UNKNOWN;
    }
}
