package dev.recount.streams.family;

import static java.util.Objects.requireNonNull;

import dev.recount.event.Event;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.Remembered;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.enrich.Sharing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happens in a session, and what its family tells it, into its memory, and says what the family is to be told. Each
 * passes on what is new to it to all who are next to it, so in the end all of a family remember the same, whatever the order in
 * which its events, or the news that it is one, arrive.
 */
public final class FamilyFold {

    private final SessionFold fold;

    public FamilyFold(SessionFold fold) {
        this.fold = fold;
    }

    /**
     * What came of it.
     *
     * @param session of the session itself
     * @param tie that was learnt of
     * @param words to be told
     */
    public record Outcome(SessionFold.Outcome session, Optional<Tie> tie, List<Word> words) {}

    /** Takes in an event of the session's own. */
    public Outcome accept(KnownSession self, Event event) {
        var before = remembered(self.memory(), event);
        var outcome = fold.accept(self.memory(), self.footprint(), event);
        var tie = learn(self, event);
        List<Word> words = new ArrayList<>();
        passOn(self, event, before, tie.map(Tie::session).orElse(null), words);
        tie.ifPresent(parent -> tellAll(self, parent, words));
        return new Outcome(outcome, tie, words);
    }

    /** Takes in what the session is told. */
    public Outcome hear(KnownSession self, Word word) {
        var event = word.event();
        var before = remembered(self.memory(), event);
        var outcome = Sharing.concerns(event, self.owner())
                ? fold.witness(self.memory(), self.footprint(), event)
                : SessionFold.Outcome.empty();
        var tie = learn(self, event);
        List<Word> words = new ArrayList<>();
        passOn(self, event, before, word.from(), words);
        tie.ifPresent(child -> tellAll(self, child, words));
        return new Outcome(outcome, tie, words);
    }

    /** Everything that the session has to tell, once more, because it may have been lost. */
    public static List<Word> retell(KnownSession self) {
        List<Word> words = new ArrayList<>();
        self.kin().all().forEach(tie -> tellAll(self, tie, words));
        return words;
    }

    private static @Nullable Event remembered(SessionMemory memory, Event event) {
        var remembered = memory.get(requireNonNull(event.id(), "id"));
        return remembered == null ? null : remembered.event();
    }

    private static Optional<Tie> learn(KnownSession self, Event event) {
        return Tie.of(self.owner(), event).filter(tie -> self.kin().add(tie, event));
    }

    /** Tells the one at the other end of {@code tie} all that is remembered; a parent also learns who tells it. */
    private static void tellAll(KnownSession self, Tie tie, List<Word> words) {
        var teller = self.kin().teller(tie);
        if (tie.above() && !(Sharing.isShared(teller, true) && remembered(self.memory(), teller) != null)) {
            words.add(new Word(tie.session(), self.owner(), teller));
        }
        self.memory().all().stream().map(Remembered::event).forEach(event -> tell(self, tie, event, words));
    }

    /** Tells everybody but {@code informed} of an event, unless what is remembered of it is what was remembered before. */
    private static void passOn(
            KnownSession self, Event event, @Nullable Event before, @Nullable String informed, List<Word> words) {
        var now = self.kin().isEmpty() ? null : remembered(self.memory(), event);
        if (now != null && !now.equals(before)) {
            self.kin().all().filter(tie -> !tie.session().equals(informed)).forEach(tie -> tell(self, tie, now, words));
        }
    }

    private static void tell(KnownSession self, Tie tie, Event event, List<Word> words) {
        if (Sharing.isShared(event, tie.above()) && !tie.session().equals(event.sessionId())) {
            words.add(new Word(tie.session(), self.owner(), event));
        }
    }
}
