package dev.recount.streams.topology;

import dev.recount.codec.Codecs;
import dev.recount.codec.RecordAvro;
import dev.recount.event.Event;
import dev.recount.streams.detect.GroupFold;
import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.MatchGroup;
import dev.recount.streams.detect.RoutedMatch;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.family.FamilyFold;
import dev.recount.streams.family.KnownSession;
import dev.recount.streams.incident.IncidentBoard;
import dev.recount.streams.reference.ReferenceBook;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The made-up acts of one session on their way: what {@link Enrich}, {@link Correlate} and {@link Incidents} do with an event, with
 * every value written and read again where a topic or a store would carry it.
 */
final class Performance {

    private static final Instant LONG_AGO = Instant.EPOCH;

    private final Codecs codecs;
    private final Supplier<RuleBook> rules;
    private final String session;
    private final KnownSession self;
    private final SessionFold sessions;
    private final FamilyFold families;
    private final GroupFold groupFold;
    private final Map<String, MatchGroup> groups = new HashMap<>();
    private final IncidentBoard board = new IncidentBoard();
    private int alerts;
    private int incidents;

    Performance(Codecs codecs, Supplier<RuleBook> rules, String session) {
        this.codecs = codecs;
        this.rules = rules;
        this.session = session;
        this.self = KnownSession.of(session);
        this.sessions = new SessionFold(rules, new ReferenceBook());
        this.families = new FamilyFold(sessions);
        this.groupFold = new GroupFold(rules);
    }

    /** Performs, and tells what came of it. */
    Rehearsal.Said said() {
        for (Event act : RehearsedActs.of(session, LONG_AGO)) {
            record(codecs.events().encode(act));
        }
        return new Rehearsal.Said(alerts, incidents);
    }

    private void record(byte[] event) {
        var seen = codecs.events().decode(event, rules.get().glance());
        if (sessions.concerns(self.memory(), seen)) {
            enrich(codecs.events().decode(event));
        }
    }

    private void enrich(Event event) {
        var outcome = families.accept(self, event).session();
        outcome.saved().forEach(saved -> carried(StateCodecs.REMEMBERED, saved));
        outcome.facts().forEach(facts -> carried(codecs.facts(), facts));
        outcome.matches().forEach(this::correlate);
    }

    private void correlate(RoutedMatch routed) {
        var group = groups.computeIfAbsent(routed.group(), ignored -> new MatchGroup());
        var match = carried(StateCodecs.MATCH, routed.match());
        groupFold
                .accept(GroupKey.parse(routed.group()), group, match, LONG_AGO)
                .issued()
                .forEach(this::join);
    }

    private void join(Issued issued) {
        carried(StateCodecs.BOARD_INPUT, new BoardInput(issued, null));
        var outcome = board.accept(carried(StateCodecs.ISSUED, issued));
        outcome.members().forEach(member -> carried(StateCodecs.MEMBER, member));
        outcome.alerts().forEach(alert -> carried(codecs.alerts(), alert));
        outcome.incidents().forEach(incident -> carried(codecs.incidents(), incident));
        alerts += outcome.alerts().size();
        incidents += outcome.incidents().size();
    }

    /** A value as it is when it has been carried. */
    private static <T extends Record> T carried(RecordAvro<T> codec, T value) {
        return codec.decode(codec.encode(value));
    }
}
