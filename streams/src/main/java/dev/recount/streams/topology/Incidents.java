package dev.recount.streams.topology;

import dev.recount.alert.Incident;
import dev.recount.streams.incident.IncidentBoard;
import dev.recount.streams.incident.Response;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps alerts in incidents. There is one of it, because what belongs together may come from anywhere. */
final class Incidents implements Processor<String, BoardInput, String, Published> {

    static final String STORE = "incident-board";

    private static final char MEMBER = 'a';
    private static final char INCIDENT = 'i';
    private static final char RESPONSE = 'r';
    private static final Duration STATES_EVERY = Duration.ofMillis(200);

    private IncidentBoard board = new IncidentBoard();
    private ProcessorContext<String, Published> context;
    private State state;
    private Unsettled unsettled;
    private List<String> toRepeat = List.of();

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    Incidents() {}

    @Override
    public void init(ProcessorContext<String, Published> context) {
        this.context = context;
        this.state = State.of(context, STORE);
        this.unsettled = new Unsettled(state);
        this.toRepeat = unsettled.atStart();
        load();
        context.schedule(STATES_EVERY, PunctuationType.WALL_CLOCK_TIME, this::stateOwed);
    }

    /** States incidents that have grown, and once those that may have been lost at the end of the last run. */
    private void stateOwed(long nowMs) {
        for (String id : toRepeat) {
            board.incident(id).ifPresent(incident -> forward(incident, nowMs));
        }
        toRepeat = List.of();
        var outcome = board.flush();
        deliver(outcome, nowMs);
        outcome.incidents().forEach(incident -> unsettled.note(incident.id(), nowMs));
        unsettled.settle(nowMs);
    }

    private void load() {
        board = new IncidentBoard();
        state.each(MEMBER, StateCodecs.MEMBER, (owner, member) -> board.restore(member));
        state.each(INCIDENT, StateCodecs.INCIDENT, (owner, incident) -> board.restore(incident));
        state.each(RESPONSE, StateCodecs.RESPONSE, (owner, response) -> board.restore(response));
    }

    @Override
    public void process(Record<String, BoardInput> record) {
        var input = record.value();
        if (input == null) {
            return;
        }
        try {
            if (input.issued() != null) {
                deliver(board.accept(input.issued()), record.timestamp());
            }
            if (input.response() != null) {
                keep(input.response());
                deliver(board.accept(input.response()), record.timestamp());
            }
        } catch (RuntimeException failed) {
            load();
            throw failed;
        }
    }

    private void keep(Response response) {
        state.put(RESPONSE, response.incidentId(), response.eventId(), StateCodecs.RESPONSE, response);
    }

    private void deliver(IncidentBoard.Outcome outcome, long timestamp) {
        outcome.members()
                .forEach(member -> state.put(MEMBER, member.issued().alert().id(), "", StateCodecs.MEMBER, member));
        outcome.alerts()
                .forEach(alert -> context.forward(new Record<>(alert.id(), new Published(alert, null), timestamp)));
        outcome.incidents().forEach(incident -> {
            state.put(INCIDENT, incident.id(), "", StateCodecs.INCIDENT, incident);
            forward(incident, timestamp);
        });
    }

    private void forward(Incident incident, long timestamp) {
        context.forward(new Record<>(incident.id(), new Published(null, incident), timestamp));
    }
}
