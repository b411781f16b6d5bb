package dev.recount.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.event.Event;
import dev.recount.streams.family.Kin;
import dev.recount.streams.family.Tie;
import dev.recount.streams.family.Word;
import dev.recount.topic.Topics;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Which sessions are next to which, kept in the store, and what they tell one another on its way to and from {@code recount.kin}. */
final class Families {

    /** The header that names the session that tells. */
    static final String FROM = "from";

    private static final char TIE = 'k';
    private static final int SESSIONS_ON_HEAP = 4_096;

    private final ProcessorContext<String, Emission> context;
    private final State state;
    private final Recent<Kin> kin = new Recent<>(SESSIONS_ON_HEAP, this::load);

    Families(ProcessorContext<String, Emission> context, State state) {
        this.context = context;
        this.state = state;
    }

    private Kin load(String owner) {
        var ties = new Kin();
        state.of(TIE, owner, StateCodecs.EVENT)
                .forEach(event -> Tie.of(owner, event).ifPresent(tie -> ties.add(tie, event)));
        return ties;
    }

    Kin of(String owner) {
        return kin.get(owner);
    }

    /** Whether {@code seen} tells of a tie of its session that is not known yet. */
    boolean tellsOfTie(Event seen) {
        var owner = Topics.key(seen);
        return Tie.of(owner, seen).filter(tie -> of(owner).lacks(tie)).isPresent();
    }

    void keep(String owner, Tie tie, Event teller) {
        state.put(TIE, owner, (tie.above() ? "parent " : "child ") + tie.session(), StateCodecs.EVENT, teller);
    }

    void forget(String owner) {
        kin.forget(owner);
    }

    /** Whether the record at hand is what a session is told, and not an event of its own. */
    boolean isTold() {
        return context.recordMetadata()
                .filter(at -> Topics.KIN.name().equals(at.topic()))
                .isPresent();
    }

    static Word word(Record<String, byte[]> record, Event event) {
        var from = record.headers().lastHeader(FROM);
        return new Word(record.key(), from == null ? "" : new String(from.value(), UTF_8), event);
    }

    void send(List<Word> words, long timestamp) {
        for (Word word : words) {
            var headers = new RecordHeaders().add(FROM, word.from().getBytes(UTF_8));
            context.forward(new Record<>(word.to(), new Emission.Told(word.event()), timestamp, headers));
        }
    }
}
