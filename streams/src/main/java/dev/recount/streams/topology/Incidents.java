package dev.recount.streams.topology;

import dev.recount.alert.Incident;
import dev.recount.streams.incident.IncidentBoard;
import dev.recount.streams.incident.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
        load();
        context.schedule(STATES_EVERY, PunctuationType.WALL_CLOCK_TIME, this::stateOwed);
    }

    /** States incidents that have changed, and once those of which that may have been lost at the end of the last run. */
    private void stateOwed(long nowMs) {
        say(board.repeat(toRepeat), nowMs);
        toRepeat = List.of();
        say(board.flush(), nowMs);
        unsettled.settle(nowMs);
    }

    private void say(IncidentBoard.Outcome outcome, long nowMs) {
        deliver(outcome, nowMs);
        outcome.incidents().forEach(incident -> unsettled.note(incident.id(), nowMs));
    }

    private void load() {
        board = new IncidentBoard();
        toRepeat = unsettled.atStart();
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
                var outcome = board.accept(input.issued());
                deliver(outcome, record.timestamp());
                remember(outcome);
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

    /** Notes what is to be stated soon, so that it is when this run ends before. */
    private void remember(IncidentBoard.Outcome outcome) {
        outcome.members().stream()
                .flatMap(member -> Stream.ofNullable(member.incidentId()))
                .filter(board::owes)
                .forEach(id -> unsettled.note(id, context.currentSystemTimeMs()));
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
