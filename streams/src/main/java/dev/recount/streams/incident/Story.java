package dev.recount.streams.incident;

import dev.recount.alert.RecoveryLeft;
import dev.recount.streams.detect.Notes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An incident in words: what happened, in one sentence, and what recovery is left. */
final class Story {

    private static final Comparator<Member> TELLING = Comparator.comparingInt(Story::weight)
            .thenComparing(member -> member.alert().level())
            .thenComparing(Member.EARLIEST_FIRST.reversed());

    private final Member main;
    private final List<Map<String, String>> notes;

    /** @param members at least one */
    Story(List<Member> members) {
        this.main = members.stream().max(TELLING).orElseThrow();
        this.notes = members.stream().map(member -> member.issued().notes()).toList();
    }

    private static int weight(Member member) {
        var deed = member.issued().notes().getOrDefault(Notes.DEED, "");
        if (deed.startsWith("destroyed")) {
            return 2;
        }
        return deed.startsWith("set out to destroy") ? 1 : 0;
    }

    String title() {
        var own = main.issued().notes();
        var deed = own.get(Notes.DEED);
        if (weight(main) == 0 || deed == null) {
            return summary();
        }
        var title = new StringBuilder(own.getOrDefault(Notes.ACTOR, "Somebody"))
                .append(' ')
                .append(deed)
                .append(' ')
                .append(own.getOrDefault(Notes.TARGET, "something"));
        append(title, " in ", own.get(Notes.ENVIRONMENT));
        append(title, " with a credential found in ", any(Notes.FOUND_AT));
        if (any(Notes.LOST_WITH_IT) != null) {
            title.append(", and its recovery with it");
        }
        return title.toString();
    }

    private String summary() {
        var summary = main.alert().summary();
        if (summary != null) {
            return summary;
        }
        var title = main.alert().rule().title();
        return title != null ? title : main.alert().rule().id();
    }

    /** What can still bring it back; null when nothing is known about that. */
    @Nullable
    String recoveryLeft() {
        var until = any(Notes.UNDO_UNTIL);
        if (until != null) {
            return RecoveryLeft.provider(until);
        }
        var surviving = any(Notes.SURVIVING);
        if (surviving != null) {
            return RecoveryLeft.copies(surviving);
        }
        var lost = any(Notes.LOST_WITH_IT);
        if (lost != null) {
            return RecoveryLeft.nothing(lost);
        }
        return "true".equals(any(Notes.LAST_PATH)) ? RecoveryLeft.nothing() : null;
    }

    private @Nullable String any(String note) {
        var own = main.issued().notes().get(note);
        return own != null
                ? own
                : notes.stream()
                        .map(each -> each.get(note))
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static void append(StringBuilder title, String before, @Nullable String text) {
        if (text != null) {
            title.append(before).append(text);
        }
    }
}
