package dev.recount.bench.sigma;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.hunt.RuleFolder;
import dev.recount.sigma.index.RuleMatcher;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.json.Json;
import dev.recount.sigma.match.DetectionCompiler;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.match.Expression;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.LogSource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * All 512 real rules over real CloudTrail records and over the shell commands of real agents, the latter in the form of process
 * creation records of Linux. Rules of other log sources are loaded and passed over, as they are in production.
 */
final class RealRecords {

    private static final LogSource CLOUDTRAIL = LogSource.of("aws", null, "cloudtrail");
    private static final LogSource LINUX = LogSource.of("linux", "process_creation", null);
    private static final int EVENTS = 200_000;

    private final Path data;
    private final PrintStream out;

    RealRecords(Path data, PrintStream out) {
        this.data = data;
        this.out = out;
    }

    void run() throws IOException {
        double began = Measured.cpuSeconds();
        List<DetectionRule> detections = new ArrayList<>();
        for (String folder : List.of("sigma/rules", "sigma/rules-threat-hunting")) {
            RuleCollection rules = RuleFolder.load(data.resolve(folder)).orThrow();
            detections.addAll(rules.detections());
        }
        RuleSet set = RuleSet.compile(detections);
        out.printf(
                "%n== Real rules, real records: %,d rules, loaded in %.2f cpu-s with cold code%n",
                detections.size(), Measured.cpuSeconds() - began);
        measure("CloudTrail, parsed", set, CLOUDTRAIL, cloudTrail());
        measure("Linux commands, parsed", set, LINUX, commands());
    }

    private void measure(String name, RuleSet set, LogSource source, List<Map<String, Object>> records) {
        List<EventFields> events = records.stream().map(EventFields::of).toList();
        List<String> texts = records.stream().map(Json::write).toList();
        var matcher = set.matcher(source);
        Answers index = new Answers();
        for (int i = 0; i < events.size(); i++) {
            index.begin(i);
            matcher.match(events.get(i), index);
        }
        Answers loop = loop(set.rules(), source, events);
        if (index.digest() != loop.digest() || index.pairs() != loop.pairs()) {
            throw new IllegalStateException("the index says " + index.pairs() + " pairs, a loop " + loop.pairs());
        }
        long covering = set.rules().stream()
                .filter(rule -> rule.logSource().covers(source))
                .count();
        out.printf(
                "%s: %,d records, %,d rules cover them, %,d pairs match, as in a loop%n",
                name, events.size(), covering, index.pairs());
        int passes = EVENTS / events.size();
        long total = (long) passes * events.size();
        out.printf("  %-34s %s%n", "matching alone", Measured.of(total, () -> matches(matcher, events, passes)));
        out.printf(
                "  %-34s %s%n",
                "reading JSON and matching", Measured.of(total, () -> {
                    long matches = 0;
                    for (int pass = 0; pass < passes; pass++) {
                        List<EventFields> read =
                                texts.stream().map(RealRecords::read).toList();
                        matches += matches(matcher, read, 1);
                    }
                    return matches;
                }));
    }

    private static long matches(RuleMatcher matcher, List<EventFields> events, int passes) {
        Answers answers = new Answers();
        for (int pass = 0; pass < passes; pass++) {
            for (int i = 0; i < events.size(); i++) {
                answers.begin(i);
                matcher.match(events.get(i), answers);
            }
        }
        return answers.pairs();
    }

    private static Answers loop(List<DetectionRule> rules, LogSource source, List<EventFields> events) {
        DetectionCompiler compiler = new DetectionCompiler(Placeholders.NONE);
        Map<DetectionRule, Expression> expressions = new LinkedHashMap<>();
        rules.stream()
                .filter(rule -> rule.logSource().covers(source))
                .forEach(rule -> expressions.put(rule, compiler.compile(rule.detection())));
        Answers answers = new Answers();
        for (int i = 0; i < events.size(); i++) {
            answers.begin(i);
            EventFields event = events.get(i);
            expressions.forEach((rule, expression) -> {
                if (expression.holds(event)) {
                    answers.accept(rule);
                }
            });
        }
        return answers;
    }

    private List<Map<String, Object>> cloudTrail() throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Path file : files("cloudtrail-stratus", ".json")) {
            for (Object record : (List<?>) json(Files.readString(file))) {
                records.add(object(record));
            }
        }
        for (Path file : files("cloudtrail-otrf", ".ndjson")) {
            lines(file).forEach(records::add);
        }
        for (Map<String, Object> test : lines(data.resolve("panther/rule-tests/AWS.CloudTrail.ndjson"))) {
            records.add(object(Objects.requireNonNull(test.get("event"))));
        }
        return records;
    }

    private List<Map<String, Object>> commands() throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Path file : files("agent-traces/claude-code", ".jsonl")) {
            for (Map<String, Object> line : lines(file)) {
                if (line.get("message") instanceof Map<?, ?> message
                        && message.get("content") instanceof List<?> parts) {
                    parts.forEach(part -> addCommand(part, records));
                }
            }
        }
        return records;
    }

    private static void addCommand(Object part, List<Map<String, Object>> records) {
        if (part instanceof Map<?, ?> use
                && "Bash".equals(use.get("name"))
                && use.get("input") instanceof Map<?, ?> input
                && input.get("command") instanceof String command) {
            records.add(Map.of(
                    "Image", "/usr/bin/bash",
                    "CommandLine", "/usr/bin/bash -c " + command,
                    "ParentImage", "/usr/bin/node",
                    "CurrentDirectory", "/home/user",
                    "User", "user"));
        }
    }

    private List<Path> files(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix)
                            && !String.valueOf(file.getFileName()).contains("expected")
                            && !String.valueOf(file.getFileName()).startsWith("labels"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Map<String, Object>> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> object(json(line)))
                .toList();
    }

    private static EventFields read(String text) {
        return EventFields.of(object(json(text)));
    }

    private static Object json(String text) {
        try {
            return Objects.requireNonNull(Json.read(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
