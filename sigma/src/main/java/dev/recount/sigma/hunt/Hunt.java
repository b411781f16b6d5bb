package dev.recount.sigma.hunt;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.index.RuleMatcher;
import dev.recount.sigma.index.RuleSet;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.DetectionRule;
import dev.recount.sigma.rule.SigmaDocument;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs rules over lines of JSON. Matches are found line by line; correlations come at the end, when all lines are known, so
 * that the order of lines and files does not matter to them. Memory grows with the matches that correlations wait for, not
 * with the lines. For one thread.
 *
 * <p>A file that is one JSON document and not one event on each line is read too: the elements of its array, or of the
 * envelope logs are delivered in ({@code {"Records": […]}}), are its events.
 *
 * <p>To correlations a line that is repeated to the last byte is the same event delivered again, if its time is finer than a
 * second or it has the number that its source gave it ({@code eventID}, {@code auditID}, {@code uuid}); otherwise it is another
 * event.
 */
public final class Hunt {

    private final Consumer<Finding> findings;
    private final Consumer<BadLine> badLines;
    private final HuntOptions options;
    private final RuleMatcher matcher;
    private final Set<SigmaDocument> reporting = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<DetectionRule> correlated = Collections.newSetFromMap(new IdentityHashMap<>());
    private final GroupedMatches correlations;
    private final List<DetectionRule> matched = new ArrayList<>();
    private long events;

    /**
     * A line that could not be used.
     *
     * @param line counted from 1
     * @param reason for people
     */
    public record BadLine(String file, long line, String reason) {

        @Override
        public String toString() {
            return file + ":" + line + ": " + reason;
        }
    }

    /**
     * A hunt with valid rules.
     *
     * @param findings is told what is found, matches while lines are read, correlations by {@link #finish}
     * @param badLines is told about lines that are no JSON objects, and matches without a time that correlations need
     * @throws dev.recount.sigma.parse.InvalidRulesException if a rule cannot run, see {@link RunnableRules}
     */
    public Hunt(RuleCollection rules, HuntOptions options, Consumer<Finding> findings, Consumer<BadLine> badLines) {
        this.options = options;
        this.findings = findings;
        this.badLines = badLines;
        this.reporting.addAll(rules.reporting());
        this.matcher =
                RuleSet.compile(rules.detections(), options.placeholders()).matcher(options.logSource());
        this.correlations = new GroupedMatches(rules.correlations().stream()
                .filter(reporting::contains)
                .map(rule -> CorrelationPlan.of(rule, rules))
                .toList());
        rules.detections().stream().filter(correlations::wants).forEach(correlated::add);
    }

    /** Reads all lines of a file, or all events of the one document that it is. Empty lines count but are no events. */
    public void read(String file, Reader lines) throws IOException {
        EventReader.read(lines, new EventReader.Sink() {
            @Override
            public void event(long line, long record, Map<String, Object> event, Supplier<String> text) {
                take(new Finding.Place(file, line, record), EventFields.of(event), text);
            }

            @Override
            public void bad(long line, String reason) {
                events++;
                badLines.accept(new BadLine(file, line, reason));
            }
        });
    }

    /** How many lines that are not empty, or events of a document, have been read. */
    public long lines() {
        return events;
    }

    private void take(Finding.Place place, EventFields event, Supplier<String> text) {
        events++;
        matched.clear();
        matcher.match(event, matched::add);
        for (DetectionRule rule : matched) {
            if (reporting.contains(rule)) {
                findings.accept(new Finding.Matched(rule, place));
            }
        }
        matched.removeIf(rule -> !correlated.contains(rule));
        if (!matched.isEmpty()) {
            correlate(place, event, text);
        }
    }

    private void correlate(Finding.Place place, EventFields event, Supplier<String> text) {
        OptionalLong time = EventTime.of(event, options.timeField());
        if (time.isPresent()) {
            correlations.add(matched, event, place, time.getAsLong(), text);
        } else {
            String reason = "no time to correlate by: " + EventTime.fault(event, options.timeField());
            badLines.accept(new BadLine(place.file(), place.line(), reason));
        }
    }

    /** Evaluates the correlations over all lines read, earliest first. */
    public void finish() {
        correlations.evaluate(findings);
    }
}
