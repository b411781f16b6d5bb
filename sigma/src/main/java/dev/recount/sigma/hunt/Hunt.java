package dev.recount.sigma.hunt;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.Firing;
import dev.recount.sigma.correlate.Match;
import dev.recount.sigma.index.RuleMatcher;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.json.Json;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs rules over lines of JSON. Matches are found line by line; correlations come at the end, when all lines are known, so
 * that the order of lines and files does not matter to them. For one thread.
 *
 * <p>To correlations a line that is repeated to the last byte is the same event delivered again, if its time is finer than a
 * second; otherwise it is another event.
 */
public final class Hunt {

    private final Consumer<Finding> findings;
    private final Consumer<BadLine> badLines;
    private final HuntOptions options;
    private final RuleMatcher matcher;
    private final Set<SigmaDocument> reporting = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<CorrelationPlan> plans = new ArrayList<>();
    private final Map<CorrelationPlan, Map<List<String>, List<Match>>> groups = new LinkedHashMap<>();
    private final Map<String, Finding.Place> places = new HashMap<>();
    private final List<DetectionRule> matched = new ArrayList<>();
    private long sequence;
    private long lines;

    /**
     * A line that could not be used.
     *
     * @param line counted from 1
     * @param reason for people
     */
    public record BadLine(String file, long line, String reason) {}

    /**
     * A hunt with valid rules.
     *
     * @param findings is told what is found, matches while lines are read, correlations by {@link #finish}
     * @param badLines is told about lines that are no JSON objects, and matches without a time that correlations need
     * @throws dev.recount.sigma.parse.InvalidRulesException if a rule cannot run, see {@link RuleFolder#check}
     */
    public Hunt(RuleCollection rules, HuntOptions options, Consumer<Finding> findings, Consumer<BadLine> badLines) {
        this.options = options;
        this.findings = findings;
        this.badLines = badLines;
        this.reporting.addAll(rules.reporting());
        this.matcher =
                RuleSet.compile(rules.detections(), options.placeholders()).matcher(options.logSource());
        rules.correlations().stream()
                .filter(reporting::contains)
                .map(rule -> CorrelationPlan.of(rule, rules))
                .forEach(plans::add);
    }

    /** Reads all lines of a file. Empty lines count but are no events. */
    public void read(String file, Reader lines) throws IOException {
        BufferedReader reader = new BufferedReader(lines);
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
                line(file, number, number == 1 && line.charAt(0) == '\uFEFF' ? line.substring(1) : line);
            }
        }
    }

    /** How many lines that are not empty have been read. */
    public long lines() {
        return lines;
    }

    private void line(String file, long number, String line) {
        lines++;
        Map<String, Object> object;
        try {
            object = object(line);
        } catch (IOException e) {
            badLines.accept(new BadLine(file, number, "not a JSON object: " + firstLine(e)));
            return;
        }
        EventFields event = EventFields.of(object);
        matched.clear();
        matcher.match(event, matched::add);
        for (DetectionRule rule : matched) {
            if (reporting.contains(rule)) {
                findings.accept(new Finding.Matched(rule, file, number));
            }
        }
        if (!matched.isEmpty() && !plans.isEmpty()) {
            correlate(file, number, line, event);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(String line) throws IOException {
        Object value = Json.read(line);
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IOException(value == null ? "null" : value.getClass().getSimpleName());
    }

    private void correlate(String file, long number, String line, EventFields event) {
        OptionalLong time = EventTime.of(event, options.timeField());
        for (CorrelationPlan plan : plans) {
            for (DetectionRule rule : matched) {
                if (!plan.baseRules().contains(rule.key())) {
                    continue;
                }
                if (time.isEmpty()) {
                    badLines.accept(new BadLine(
                            file,
                            number,
                            "no time for correlation " + plan.rule().key()));
                    continue;
                }
                long micros = time.getAsLong();
                String id = EventTime.isFine(micros) ? digest(line) : file + ":" + number;
                places.putIfAbsent(id, new Finding.Place(file, number));
                for (Match match : plan.matches(rule, event, id, micros, sequence++)) {
                    groups.computeIfAbsent(plan, p -> new LinkedHashMap<>())
                            .computeIfAbsent(match.group(), g -> new ArrayList<>())
                            .add(match);
                }
            }
        }
    }

    private static String digest(String line) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Evaluates the correlations over all lines read, earliest first. */
    public void finish() {
        List<Finding.Correlated> fired = new ArrayList<>();
        groups.forEach((plan, byGroup) -> byGroup.values().forEach(matches -> {
            List<Firing> firings = plan.evaluate(matches);
            if (!firings.isEmpty()) {
                List<Finding.Fire> fires = firings.stream().map(this::fire).toList();
                fired.add(new Finding.Correlated(plan.rule(), firings.get(0).group(), fires));
            }
        }));
        fired.sort(Comparator.comparing(
                        (Finding.Correlated found) -> found.fires().get(0).firstFire())
                .thenComparing(found -> found.rule().key())
                .thenComparing(found -> found.group().toString()));
        fired.forEach(findings);
        groups.clear();
    }

    private Finding.Fire fire(Firing firing) {
        return new Finding.Fire(
                EventTime.text(firing.firstFireMicros()), places(firing.evidence()), places(firing.following()));
    }

    private List<Finding.Place> places(List<Match> matches) {
        Set<Finding.Place> found = new LinkedHashSet<>();
        for (Match match : matches) {
            Finding.Place place = places.get(match.eventId());
            if (place != null) {
                found.add(place);
            }
        }
        return List.copyOf(found);
    }
}
