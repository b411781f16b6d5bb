package dev.recount.streams.topology;

import dev.recount.streams.incident.IncidentBoard;
import dev.recount.streams.incident.Response;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps alerts in incidents. There is one of it, because what belongs together may come from anywhere. */
final class Incidents implements Processor<String, BoardInput, String, Published> {

    static final String STORE = "incident-board";

    private static final char MEMBER = 'a';
    private static final char INCIDENT = 'i';
    private static final char RESPONSE = 'r';

    private IncidentBoard board = new IncidentBoard();
    private ProcessorContext<String, Published> context;
    private State state;

    @SuppressWarnings("NullAway.Init") // init comes before everything else.
    Incidents() {}

    @Override
    public void init(ProcessorContext<String, Published> context) {
        this.context = context;
        this.state = State.of(context, STORE);
        load();
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
            context.forward(new Record<>(incident.id(), new Published(null, incident), timestamp));
        });
    }
}
