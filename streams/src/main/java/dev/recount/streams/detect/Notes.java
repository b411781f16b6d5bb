package dev.recount.streams.detect;

import dev.recount.event.Phase;
import dev.recount.event.Reversibility;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the evidence says for a sentence about it: the worst thing that was done, by whom, to what, and what is left. */
public final class Notes {

    public static final String ACTOR = "actor";
    public static final String DEED = "deed";
    public static final String TARGET = "target";
    public static final String ENVIRONMENT = "environment";
    public static final String FOUND_AT = "found_at";
    public static final String UNDO_UNTIL = "undo_until";
    public static final String LOST_WITH_IT = "lost_with_it";
    /** Everything with copies that the evidence says is gone, or is to be: what was destroyed and what goes with it. */
    public static final String LOST = "lost";

    public static final String SURVIVING = "surviving";
    /** When what gives the alert its level had been recorded. */
    public static final String LEVEL_SINCE = "level_since";
    /** {@code true} when the evidence says that no copy is left, {@code false} when one is. */
    public static final String LAST_PATH = "last_path";

    /** What {@link #DEED} says of a destruction. */
    public static final String DESTROYED = "destroyed";

    public static final String SET_OUT_TO_DESTROY = "set out to destroy";
    public static final String KEPT_FROM_DESTROYING = "was kept from destroying";

    /** As lists of names are joined in the fields of a match. */
    private static final String BETWEEN = ", ";

    private static final Set<String> BARRED = Set.of(Phase.DENIED.wire(), Phase.FAILED.wire());

    private static final Comparator<RuleMatch> WORST = Comparator.comparing(
                    (RuleMatch match) -> "true".equals(match.field("action.destructive")))
            .thenComparing(match -> !isRefused(match))
            .thenComparing(match -> Reversibility.IRREVERSIBLE.wire().equals(match.field("action.reversibility")))
            .thenComparing(match -> "action".equals(match.field("type")))
            .thenComparing(match -> "succeeded".equals(match.field("phase")))
            .thenComparing(match -> -match.occurredAt().toEpochMilli())
            .thenComparing(RuleMatch::identity);

    private Notes() {}

    /** The match that says most about how bad it is. */
    static RuleMatch worst(List<RuleMatch> matches) {
        return matches.stream().max(WORST).orElseThrow();
    }

    /** Whether it was asked for and refused, as far as it is known. */
    static boolean isRefused(RuleMatch match) {
        return "true".equals(match.field("action.refused"));
    }

    static Map<String, String> of(List<RuleMatch> matches) {
        var worst = worst(matches);
        Map<String, String> notes = new TreeMap<>();
        put(notes, ACTOR, first(worst, "actor.name", "actor.id"));
        put(notes, DEED, deed(worst));
        put(notes, TARGET, target(worst));
        put(notes, ENVIRONMENT, worst.field("resource.environment"));
        put(notes, FOUND_AT, any(matches, "credential.found_at"));
        put(notes, UNDO_UNTIL, worst.field("action.undo_until"));
        put(notes, LOST_WITH_IT, worst.field("recovery.lost_with_it"));
        put(notes, SURVIVING, worst.field("recovery.surviving"));
        put(notes, LAST_PATH, worst.field("recovery.last_path"));
        put(notes, LOST, lost(matches));
        return notes;
    }

    /** The names that a note lists; none when there is no such note. */
    public static List<String> names(@Nullable String note) {
        return note == null ? List.of() : List.of(note.split(BETWEEN, -1));
    }

    /** A note that lists {@code names}. */
    public static String text(Collection<String> names) {
        return String.join(BETWEEN, names);
    }

    private static @Nullable String lost(List<RuleMatch> matches) {
        Set<String> lost = new TreeSet<>();
        for (RuleMatch match : matches) {
            var withIt = names(match.field("recovery.lost_with_it"));
            boolean hasCopies = match.field("resource.protection_group") != null || !withIt.isEmpty();
            if (hasCopies && destroys(match)) {
                lost.addAll(names(match.field("resource.id")));
                lost.addAll(withIt);
            }
        }
        return lost.isEmpty() ? null : text(lost);
    }

    private static boolean destroys(RuleMatch match) {
        return "true".equals(match.field("action.destructive"))
                && !isRefused(match)
                && !BARRED.contains(String.valueOf(match.field("phase")));
    }

    /** In the past tense only once it took effect. */
    private static @Nullable String deed(RuleMatch match) {
        var verb = match.field("action.verb");
        if (verb == null) {
            return null;
        }
        boolean done = "succeeded".equals(match.field("phase")) || "effect".equals(match.field("type"));
        var words = verb.replace('_', ' ').toLowerCase(Locale.ROOT);
        if (!"true".equals(match.field("action.destructive"))) {
            return done ? "did (" + words + ") to" : "set out to (" + words + ")";
        }
        if (isRefused(match)) {
            return KEPT_FROM_DESTROYING;
        }
        return done ? DESTROYED : SET_OUT_TO_DESTROY;
    }

    private static @Nullable String target(RuleMatch match) {
        var name = first(match, "resource.name", "resource.id");
        var kind = match.field("resource.kind");
        return name == null || kind == null || name.contains(kind) ? name : kind + " " + name;
    }

    private static @Nullable String any(List<RuleMatch> matches, String field) {
        return matches.stream()
                .map(match -> match.field(field))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable String first(RuleMatch match, String field, String otherwise) {
        var value = match.field(field);
        return value != null ? value : match.field(otherwise);
    }

    private static void put(Map<String, String> notes, String name, @Nullable String value) {
        if (value != null) {
            notes.put(name, value);
        }
    }
}
