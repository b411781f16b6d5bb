package dev.recount.bench.sigma;

import static java.util.stream.Collectors.toSet;

import dev.recount.alert.Alert;
import dev.recount.event.Event;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * B4 with durable state: first with only the sequence that the peer runs, then with every rule that ships. The application does
 * all it does in production, so it is more work than a peer's pattern over five fields on the heap.
 */
final class DurableSequences {

    private static final int EVENTS = 500_000;
    private static final int EVENTS_OF_THE_PACK = 100_000;
    private static final int ROUNDS = 4;

    private static final String RULES = """
            title: read
            name: read
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: credential.read, labels.in_scope: 'false'}, condition: sel}
            ---
            title: used
            name: used
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: credential.use}, condition: sel}
            ---
            title: deleted
            name: deleted
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: resource.delete, resource.environment: production}, condition: sel}
            ---
            title: sequence
            id: 5f2d7a52-8f43-4d0e-9f3a-2b8f6a0c1d11
            name: sequence
            level: high
            correlation:
              type: temporal_ordered
              rules: [read, used, deleted]
              group-by: [session.id, credential.fingerprint]
              timespan: 10m
            """;

    private final Workload workload;
    private final Optional<Peers> peers;
    private final PrintStream out;

    DurableSequences(Workload workload, Optional<Peers> peers, PrintStream out) {
        this.workload = workload;
        this.peers = peers;
        this.out = out;
    }

    /** With only the sequence that the peer runs. */
    void sequenceAlone() throws Exception {
        ours();
        peers.ifPresent(harness -> {
            peer("Flink CEP, heap", harness.run("flink", "FlinkSeq", EVENTS, "heap", 1));
            peer("Flink CEP, heap, filter before", harness.run("flink", "FlinkSeq", EVENTS, "heap", 1, "pre"));
        });
    }

    private void ours() throws Exception {
        RuleBook rules = RuleBook.of(RuleCollection.of(SigmaParser.parse("sequence.yml", RULES)));
        Load load = load(rules, EVENTS, RecountEvents::of);
        out.printf(
                "%n== The sequence in the streams application, durable, no other rule: %,d events %s%n",
                EVENTS, workload.origin());
        if (load.alerts().size() != Workload.planted(EVENTS)) {
            throw new IllegalStateException(load.alerts() + " of " + Workload.planted(EVENTS) + " planted");
        }
        rounds(new DurableRun(rules, "at_least_once"), load);
        rounds(new DurableRun(rules, "exactly_once_v2"), load);
    }

    /** With every rule that ships, on events that they have something to say about. */
    void wholePack() throws Exception {
        RuleBook rules = RuleFiles.shippedBook();
        Load load = load(rules, EVENTS_OF_THE_PACK, RecountEvents::withVerb);
        out.printf(
                "%n== All %d shipped rules in the streams application, durable: %,d events with verbs%n",
                rules.ids().size(), EVENTS_OF_THE_PACK);
        rounds(new DurableRun(rules, "at_least_once"), load);
    }

    /** Events as they stand in the log, and the ids of the alerts that the same rules make of them in memory, without Kafka. */
    private record Load(List<ProducerRecord<String, byte[]>> records, Set<String> alerts) {}

    private Load load(RuleBook rules, int count, Function<AgentEvent, Event> form) {
        List<Event> events = workload.events(count).stream().map(form).toList();
        Detector detector = new Detector(rules);
        detector.acceptAll(events);
        return new Load(
                DurableRun.records(events),
                detector.alerts().stream().map(Alert::id).collect(toSet()));
    }

    private void rounds(DurableRun run, Load load) throws Exception {
        for (int i = 1; i <= ROUNDS; i++) {
            out.printf(
                    "  %-16s round %d: %s; %d alerts%n",
                    run.guarantee(),
                    i,
                    run.of(load.records(), load.alerts()),
                    load.alerts().size());
        }
    }

    private void peer(String name, List<Peers.Line> lines) {
        lines.stream()
                .filter(line -> (int) line.number("hits") == Workload.planted(EVENTS))
                .mapToDouble(line -> line.number("events/cpu-s"))
                .max()
                .ifPresentOrElse(
                        best -> out.printf(
                                "  %-31s %,9.0f ev/cpu-s best; %d found%n", name, best, Workload.planted(EVENTS)),
                        () -> out.printf("  %-31s absent, failed, or wrong%n", name));
    }
}
