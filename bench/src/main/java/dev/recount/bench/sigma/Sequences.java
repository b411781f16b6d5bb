package dev.recount.bench.sigma;

import static java.util.Objects.requireNonNull;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.Change;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.CorrelationState;
import dev.recount.sigma.correlate.Correlator;
import dev.recount.sigma.correlate.Limits;
import dev.recount.sigma.correlate.Match;
import dev.recount.sigma.index.RuleMatcher;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** B4: the planted ordered sequence, in memory, from raw events to firings, and what an open match costs. */
final class Sequences {

    private static final int EVENTS = 1_000_000;
    private static final int OPEN_MATCHES = 1_000_000;
    private static final long MICROS = 1_000;
    private static final Limits LIMITS = new Limits(1_000, Duration.ofMinutes(1));

    private final Workload workload;
    private final Optional<Peers> peers;
    private final PrintStream out;

    Sequences(Workload workload, Optional<Peers> peers, PrintStream out) {
        this.workload = workload;
        this.peers = peers;
        this.out = out;
    }

    /** Three base rules and their sequence; {@code suffix} names it, {@code extra} narrows it. */
    static String sequence(String suffix, String extra) {
        return """
                title: read %1$s
                name: read%1$s
                logsource: {product: agent}
                detection:
                  sel: {action: credential.read, in_scope: false%2$s}
                  condition: sel
                ---
                title: used %1$s
                name: used%1$s
                logsource: {product: agent}
                detection:
                  sel: {action: credential.use%2$s}
                  condition: sel
                ---
                title: deleted %1$s
                name: deleted%1$s
                logsource: {product: agent}
                detection:
                  sel: {action: resource.delete, env: production%2$s}
                  condition: sel
                ---
                title: sequence %1$s
                name: sequence%1$s
                correlation:
                  type: temporal_ordered
                  rules: [read%1$s, used%1$s, deleted%1$s]
                  group-by: [session_id, credential_id]
                  timespan: 10m
                """.formatted(suffix, extra);
    }

    void run() {
        List<AgentEvent> events = workload.events(EVENTS);
        int planted = Workload.planted(EVENTS);
        out.printf("%n== Ordered sequences: %,d events %s, %d planted%n", EVENTS, workload.origin(), planted);
        row("one sequence, plain objects", planted, measure(sequences(1), events::get));
        row("a hundred sequences, plain objects", planted, measure(sequences(100), events::get));
        byte[][] avro = events.stream().map(AvroEvents::encode).toArray(byte[][]::new);
        AvroEvents view = new AvroEvents();
        row("one sequence, Avro bytes", planted, measure(sequences(1), i -> view.decode(avro[i])));
        out.printf("  %-36s %.0f bytes%n", "heap per open match", bytesPerOpenMatch());
        peers.ifPresent(harness -> {
            peer("Esper", planted, harness.run("esper", "EsperSeq", EVENTS, 4));
            peer("Flink CEP, heap", planted, harness.run("flink", "FlinkSeq", EVENTS, "heap", 1));
            peer("Flink CEP, heap, filter before", planted, harness.run("flink", "FlinkSeq", EVENTS, "heap", 1, "pre"));
        });
    }

    private static RuleCollection sequences(int count) {
        StringBuilder yaml = new StringBuilder(sequence("00", count == 1 ? "" : ", 'agent_id|endswith': '00'"));
        for (int i = 1; i < count; i++) {
            String two = (i < 10 ? "0" : "") + i;
            yaml.append("---\n").append(sequence(two, ", 'agent_id|endswith': '" + two + "'"));
        }
        return RuleCollection.of(SigmaParser.parse("sequences", yaml.toString()))
                .orThrow();
    }

    /** The rules of one run with what they have seen so far. */
    private static final class Detection {

        private final RuleMatcher matcher;
        private final Map<String, Running> byBaseRule = new HashMap<>();
        private final List<DetectionRule> matched = new ArrayList<>();
        private long fired;

        private record Running(CorrelationPlan plan, Correlator correlator) {}

        Detection(RuleCollection rules) {
            matcher = RuleSet.compile(rules.detections()).matcher(LogSource.of("agent", null, null));
            rules.correlations().forEach(rule -> {
                CorrelationPlan plan = CorrelationPlan.of(rule, rules);
                Correlator correlator = new Correlator(plan, CorrelationState.inMemory(), LIMITS);
                plan.baseRules().forEach(base -> byBaseRule.put(base, new Running(plan, correlator)));
            });
        }

        void accept(EventFields event, String id, long timeMicros) {
            matched.clear();
            matcher.match(event, matched::add);
            for (DetectionRule rule : matched) {
                Running running = requireNonNull(byBaseRule.get(rule.key()));
                for (Match match : running.plan().matches(rule, event, id, timeMicros, 0)) {
                    count(running.correlator().accept(match));
                }
                count(running.correlator().advance(timeMicros));
            }
        }

        private void count(List<Change> changes) {
            for (Change change : changes) {
                if (change instanceof Change.Fired) {
                    fired++;
                } else if (change instanceof Change.Retracted) {
                    fired--;
                }
            }
        }
    }

    private static Measured measure(RuleCollection rules, IntFunction<EventFields> events) {
        return Measured.of(EVENTS, () -> {
            Detection detection = new Detection(rules);
            for (int i = 0; i < EVENTS; i++) {
                EventFields event = events.apply(i);
                detection.accept(
                        event,
                        (String) requireNonNull(event.get("event_id")),
                        (Long) requireNonNull(event.get("ts")) * MICROS);
            }
            return detection.fired;
        });
    }

    /** A million first steps, each of a group of its own, as they wait for the second. */
    private static double bytesPerOpenMatch() {
        RuleCollection rules = sequences(1);
        CorrelationPlan plan = CorrelationPlan.of(rules.correlations().get(0), rules);
        DetectionRule read = rules.detections().get(0);
        Correlator correlator = new Correlator(plan, CorrelationState.inMemory(), LIMITS);
        long before = usedAfterCollection();
        for (int i = 0; i < OPEN_MATCHES; i++) {
            String number = String.format("%07d", i);
            EventFields event =
                    EventFields.of(Map.of("session_id", "sess-" + number, "credential_id", "cred-" + number));
            for (Match match : plan.matches(read, event, "01K93Z6XABCDEFGHJKM" + number, i * MICROS, 0)) {
                correlator.accept(match);
            }
        }
        long used = usedAfterCollection() - before;
        correlator.advance(0);
        return used / (double) OPEN_MATCHES;
    }

    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void row(String name, int planted, Measured measured) {
        if (measured.answer() != planted) {
            throw new IllegalStateException(name + " found " + measured.answer() + " of " + planted);
        }
        out.printf("  %-36s %s; %d found%n", name, measured, measured.answer());
    }

    private void peer(String name, int planted, List<Peers.Line> lines) {
        Optional<Peers.Line> best = lines.stream()
                .filter(line -> (int) line.number("hits") == planted)
                .reduce((a, b) -> a.number("events/cpu-s") > b.number("events/cpu-s") ? a : b);
        if (best.isEmpty()) {
            out.printf("  %-36s absent, failed, or wrong%n", name);
        }
        best.ifPresent(line -> out.printf(
                "  %-36s %,12.0f ev/cpu-s best; %.0f found%n", name, line.number("events/cpu-s"), line.number("hits")));
    }
}
