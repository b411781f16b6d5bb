package dev.recount.bench.sigma;

import static java.util.Objects.requireNonNull;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.index.RuleMatcher;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.DetectionCompiler;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Expression;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.sigma.rule.LogSource;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** B2: events against 100 to 10,000 agent rules, on plain objects, on Avro, on Recount's own events, and on the peers. */
final class RulesScale {

    private static final int[] RULES = {100, 1_000, 3_000, 10_000};
    private static final int EVENTS = 20_000;
    private static final int PASSES = 25;
    private static final long LOOP_EVALUATIONS = 20_000_000;
    private static final LogSource SOURCE = LogSource.of("agent", "action", null);

    private static final long NOT_COMPARED = -1;

    private final Map<Integer, Long> pairs = new HashMap<>();
    private final Workload workload;
    private final Optional<Peers> peers;
    private final PrintStream out;
    private final List<AgentEvent> plain;
    private final byte[][] avro;
    private final byte[][] recount;

    RulesScale(Workload workload, Optional<Peers> peers, PrintStream out) {
        this.workload = workload;
        this.peers = peers;
        this.out = out;
        this.plain = workload.events(EVENTS);
        this.avro = plain.stream().map(AvroEvents::encode).toArray(byte[][]::new);
        this.recount = plain.stream().map(RecountEvents::encode).toArray(byte[][]::new);
    }

    void run() {
        out.printf("%n== Rules at scale: %,d events %s%n", EVENTS, workload.origin());
        for (int rules : RULES) {
            run(rules);
        }
        peers.ifPresent(this::runPeers);
    }

    private void run(int count) {
        List<String> texts = workload.rules(count);
        warmUp(texts);
        double began = Measured.cpuSeconds();
        List<ParseResult> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(SigmaParser.parse("rule-" + i, texts.get(i)));
        }
        RuleCollection rules = RuleCollection.of(files).orThrow();
        double parsed = Measured.cpuSeconds();
        RuleSet set = RuleSet.compile(rules.detections());
        RuleMatcher matcher = set.matcher(SOURCE);
        double compiled = Measured.cpuSeconds();
        RuleMatcher mapped = RuleSet.compile(
                        RecountEvents.pipeline().apply(rules).detections())
                .matcher(SOURCE);
        AvroEvents view = new AvroEvents();

        IntFunction<EventFields> ofAvro = i -> view.decode(avro[i]);
        IntFunction<EventFields> ofRecount = i -> RecountEvents.decode(recount[i]);
        out.printf(
                "%,d rules: parse %.2f cpu-s, compile and index %.2f cpu-s%n",
                count, parsed - began, compiled - parsed);
        compare(rules, matcher, mapped, ofAvro, ofRecount);
        row("plain objects", measure(matcher, plain::get));
        row("Avro bytes, generic record", measure(matcher, ofAvro));
        row("Avro bytes, Recount's event", measure(mapped, ofRecount));
    }

    /** Parsing and indexing a few hundred rules a few times: a service compiles its rules with warm code only at a reload. */
    private static void warmUp(List<String> texts) {
        for (int round = 0; round < 5; round++) {
            List<ParseResult> files = new ArrayList<>();
            for (int i = 0; i < Math.min(texts.size(), 500); i++) {
                files.add(SigmaParser.parse("warm-" + i, texts.get(i)));
            }
            RuleSet.compile(RuleCollection.of(files).orThrow().detections()).matcher(SOURCE);
        }
    }

    private void compare(
            RuleCollection rules,
            RuleMatcher matcher,
            RuleMatcher mapped,
            IntFunction<EventFields> ofAvro,
            IntFunction<EventFields> ofRecount) {
        int events =
                (int) Math.min(EVENTS, LOOP_EVALUATIONS / rules.detections().size());
        double began = Measured.cpuSeconds();
        Answers loop = loop(rules, events);
        double seconds = Measured.cpuSeconds() - began;
        for (Answers other : List.of(
                answers(matcher, plain::get, events),
                answers(matcher, ofAvro, events),
                answers(mapped, ofRecount, events))) {
            if (other.digest() != loop.digest() || other.pairs() != loop.pairs()) {
                throw new IllegalStateException("the index says " + other.pairs() + " pairs, the loop " + loop.pairs());
            }
        }
        long all = answers(matcher, plain::get, EVENTS).pairs();
        pairs.put(rules.detections().size(), all);
        out.printf(
                "  answers: %,d events give the same %,d pairs on all three and in a loop over all rules (%,.0f ev/cpu-s);"
                        + " %,d events give %,d%n",
                events, loop.pairs(), events / seconds, EVENTS, all);
    }

    private Answers loop(RuleCollection rules, int events) {
        DetectionCompiler compiler = new DetectionCompiler(Placeholders.NONE);
        List<Expression> expressions = rules.detections().stream()
                .map(rule -> compiler.compile(rule.detection()))
                .toList();
        Answers answers = new Answers();
        for (int i = 0; i < events; i++) {
            answers.begin(i);
            for (int rule = 0; rule < expressions.size(); rule++) {
                if (expressions.get(rule).holds(plain.get(i))) {
                    answers.accept(rules.detections().get(rule));
                }
            }
        }
        return answers;
    }

    private static Answers answers(RuleMatcher matcher, IntFunction<EventFields> events, int count) {
        Answers answers = new Answers();
        for (int i = 0; i < count; i++) {
            answers.begin(i);
            matcher.match(events.apply(i), answers);
        }
        return answers;
    }

    private static Measured measure(RuleMatcher matcher, IntFunction<EventFields> events) {
        return Measured.of((long) EVENTS * PASSES, () -> {
            long digest = 0;
            for (int pass = 0; pass < PASSES; pass++) {
                digest += answers(matcher, events, EVENTS).digest();
            }
            return digest;
        });
    }

    private void runPeers(Peers harness) {
        for (int rules : new int[] {100, 1_000}) {
            peer("plain loop (reference)", rules, pairs(rules), harness.run("common", "RefEval", EVENTS, rules));
        }
        for (int rules : new int[] {100, 1_000}) {
            List<Peers.Line> lines = harness.runNewer("lucene", "LuceneMonitorBench", EVENTS, rules, 100)
                    .orElse(List.of());
            peer("Lucene Monitor, batches of 100", rules, pairs(rules), lines);
        }
        List<Peers.Line> ruler = harness.run("ruler", "RulerBench", EVENTS, 100);
        long without = ruler.isEmpty() ? 0 : (long) ruler.get(0).number("reference");
        peer("Event Ruler (no regex rules)", 100, without, ruler);
        List<Peers.Line> esper = harness.run("esper", "EsperSeq", 200_000, 2, 1_000);
        peer("Esper, own statements, unchecked", 1_000, NOT_COMPARED, esper);
    }

    private long pairs(int rules) {
        return requireNonNull(pairs.get(rules), "rules not measured: " + rules);
    }

    /** A peer that gives other answers is reported as wrong, not as fast. */
    private void peer(String name, int rules, long expected, List<Peers.Line> lines) {
        if (lines.isEmpty()) {
            out.printf("  %-34s %,6d rules: absent, or failed (its log is in bench/target/peers)%n", name, rules);
            return;
        }
        long hits = (long) lines.get(0).number("hits");
        if (expected != NOT_COMPARED && hits != expected) {
            out.printf("  %-34s %,6d rules: WRONG, %d pairs instead of %d%n", name, rules, hits, expected);
            return;
        }
        double best = lines.stream()
                .mapToDouble(line -> line.number("events/cpu-s"))
                .max()
                .orElseThrow();
        out.printf("  %-34s %,6d rules: %,12.0f ev/cpu-s best; %d pairs%n", name, rules, best, hits);
    }

    private void row(String name, Measured measured) {
        out.printf("  %-34s %s%n", name, measured);
    }
}
