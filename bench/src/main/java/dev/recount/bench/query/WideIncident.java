package dev.recount.bench.query;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.streams.index.FoldedIndex;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An incident of twenty sessions, so of ten thousand events, by one alert that rests on the first event of each. */
final class WideIncident {

    static final String ID = "inc-bench";
    static final int EVENTS = 10_000;

    private static final List<String> SESSIONS = IntStream.range(0, EVENTS / Fleet.SESSION_EVENTS)
            .mapToObj(Fleet::session)
            .toList();

    private WideIncident() {}

    static void addTo(FoldedIndex index) {
        index.add(alert());
        index.add(incident());
    }

    private static Alert alert() {
        return new Alert(
                "alert-bench",
                1,
                AlertStatus.CONFIRMED,
                new RuleRef("SEQ-01", "Twenty sessions", Level.HIGH, null, List.of(), null),
                Level.HIGH,
                Fleet.START,
                Map.of(),
                SESSIONS.stream().map(session -> session + "-0").toList(),
                List.of(),
                null,
                ID,
                Fleet.START,
                Fleet.START,
                0,
                SESSIONS,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of());
    }

    private static Incident incident() {
        return new Incident(
                ID,
                IncidentStatus.OPEN,
                Level.HIGH,
                "Twenty sessions",
                Fleet.START,
                Fleet.START,
                List.of("alert-bench"),
                List.of(),
                SESSIONS,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                null,
                "/v1/timeline?incident=" + ID);
    }
}
