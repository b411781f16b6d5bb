package dev.recount.streams.incident;

import dev.recount.streams.detect.Notes;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident in words: what happened, in one sentence, and what recovery is left. */
final class Story {

    /** Worst last. */
    private static final List<String> DEEDS =
            List.of(Notes.KEPT_FROM_DESTROYING, Notes.SET_OUT_TO_DESTROY, Notes.DESTROYED);

    private static final Comparator<Member> TELLING = Comparator.comparingInt(Story::weight)
            .thenComparing(member -> member.alert().level())
            .thenComparing(Member.EARLIEST_FIRST.reversed());

    private final Member main;
    private final AllNotes notes;

    /** @param members at least one */
    Story(List<Member> members) {
        this.main = members.stream().max(TELLING).orElseThrow();
        this.notes = new AllNotes(
                main.issued().notes(),
                members.stream().map(member -> member.issued().notes()).toList());
    }

    /** How much the deed of an alert says about the incident; 0 when nothing was to be destroyed. */
    private static int weight(Member member) {
        return DEEDS.indexOf(member.issued().notes().getOrDefault(Notes.DEED, "")) + 1;
    }

    String title() {
        var own = notes.main();
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
        append(title, " with a credential found in ", notes.any(Notes.FOUND_AT));
        if (notes.any(Notes.LOST_WITH_IT) != null) {
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
        return new Recovery(notes).left();
    }

    private static void append(StringBuilder title, String before, @Nullable String text) {
        if (text != null) {
            title.append(before).append(text);
        }
    }
}
