package dev.recount.bench.sigma;

import static java.util.stream.Collectors.toSet;

import dev.recount.alert.Alert;
import dev.recount.event.Event;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.streams.detect.GroupFold;
import dev.recount.streams.detect.GroupKey;
import dev.recount.streams.detect.MatchGroup;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.replay.Detector;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * B4 with durable state, twice: the pattern alone on events with the fields that the peer is given, which is pattern against
 * pattern; and the whole application, which does all it does in production with no other rule than that pattern. Then, apart
 * from the peer, every rule that ships.
 */
final class DurableSequences {

    private static final int EVENTS = 1_000_000;
    private static final int EVENTS_OF_THE_PACK = 100_000;
    /** The first of them is cold; the other guarantee comes after it and needs one less. */
    private static final int ROUNDS = 3;

    private static final List<String> GUARANTEES = List.of("at_least_once", "exactly_once_v2");

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

    /** The pattern alone and the whole application with no other rule, and the peer on the same events. */
    void sequenceAlone() throws Exception {
        List<AgentEvent> events = workload.events(EVENTS);
        out.printf("%n== The sequence, durable: %,d events %s%n", EVENTS, workload.origin());
        pattern(events);
        wholeApplication(events);
        peers.ifPresent(harness -> {
            peer("Flink CEP, heap", harness.run("flink", "FlinkSeq", EVENTS, "heap", 1));
            peer("Flink CEP, heap, filter before", harness.run("flink", "FlinkSeq", EVENTS, "heap", 1, "pre"));
        });
    }

    /** Pattern against pattern: the fields the pattern needs, the engine, and state in RocksDB with a changelog. */
    private void pattern(List<AgentEvent> events) throws Exception {
        RuleCollection rules = RuleCollection.of(SigmaParser.parse("sequence.yml", Sequences.sequence("", "")));
        Load load = new Load(events.stream().map(PatternApplication::record).toList(), patternAlerts(rules, events));
        out.println(" the pattern alone, on events that have only its fields:");
        for (String guarantee : GUARANTEES) {
            rounds(new DurableRun(new PatternApplication(rules, guarantee)), guarantee, checked(load));
        }
    }

    private static Set<String> patternAlerts(RuleCollection rules, List<AgentEvent> events) {
        GroupFold fold = new GroupFold(RuleBook.of(rules));
        Map<String, MatchGroup> groups = new HashMap<>();
        Set<String> alerts = new HashSet<>();
        PatternMatches matches = new PatternMatches(rules);
        for (AgentEvent event : events) {
            matches.of(PatternEvent.of(event), (group, match) -> fold.accept(
                            GroupKey.parse(group),
                            groups.computeIfAbsent(group, ignored -> new MatchGroup()),
                            match,
                            match.recordedAt())
                    .issued()
                    .forEach(issued -> alerts.add(issued.alert().id())));
        }
        return alerts;
    }

    private void wholeApplication(List<AgentEvent> events) throws Exception {
        RuleBook rules = RuleBook.of(RuleCollection.of(SigmaParser.parse("sequence.yml", RULES)));
        Load load = load(rules, events, RecountEvents::of);
        out.println(" the whole application, with no other rule:");
        for (String guarantee : GUARANTEES) {
            rounds(new DurableRun(new WholeApplication(rules, guarantee)), guarantee, checked(load));
        }
    }

    private static Load checked(Load load) {
        if (load.alerts().size() != Workload.planted(EVENTS)) {
            throw new IllegalStateException(load.alerts() + " of " + Workload.planted(EVENTS) + " planted");
        }
        return load;
    }

    /** With every rule that ships, on events that they have something to say about. */
    void wholePack() throws Exception {
        RuleBook rules = RuleFiles.shippedBook();
        Load load = load(rules, workload.events(EVENTS_OF_THE_PACK), RecountEvents::withVerb);
        out.printf(
                "%n== All %d shipped rules in the streams application, durable: %,d events with verbs%n",
                rules.ids().size(), EVENTS_OF_THE_PACK);
        rounds(new DurableRun(new WholeApplication(rules, GUARANTEES.get(0))), GUARANTEES.get(0), load);
    }

    /** Events as they stand in the log, and the ids of the alerts that the same rules make of them in memory, without Kafka. */
    private record Load(List<ProducerRecord<String, byte[]>> records, Set<String> alerts) {}

    private static Load load(RuleBook rules, List<AgentEvent> flat, Function<AgentEvent, Event> form) {
        List<Event> events = flat.stream().map(form).toList();
        Detector detector = new Detector(rules);
        detector.acceptAll(events);
        return new Load(
                events.stream().map(WholeApplication::record).toList(),
                detector.alerts().stream().map(Alert::id).collect(toSet()));
    }

    private void rounds(DurableRun run, String guarantee, Load load) throws Exception {
        for (int i = 1; i <= (guarantee.equals(GUARANTEES.get(0)) ? ROUNDS : ROUNDS - 1); i++) {
            out.printf(
                    "  %-16s round %d: %s; %d alerts%n",
                    guarantee,
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
