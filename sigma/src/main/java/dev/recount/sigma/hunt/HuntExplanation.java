package dev.recount.sigma.hunt;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.correlate.GroupExplanation;
import dev.recount.sigma.correlate.Match;
import dev.recount.sigma.explain.EventExplanation;
import dev.recount.sigma.match.EventFields;
import dev.recount.sigma.rule.CorrelationRule;
import dev.recount.sigma.rule.DetectionRule;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Why rules match the events of a file or do not.
 *
 * @param events what each detection rule says about each event, event by event
 * @param groups what each correlation says about each group of the events
 * @param badLines what could not be explained
 */
public record HuntExplanation(List<OnEvent> events, List<OnGroup> groups, List<Hunt.BadLine> badLines) {

    /** A rule and an event. */
    public record OnEvent(Finding.Place place, EventExplanation explanation) {}

    /**
     * A correlation and a group.
     *
     * @param group values of {@code group-by}, in its order
     */
    public record OnGroup(CorrelationRule rule, List<String> group, GroupExplanation explanation) {}

    /** How rules see the events of a file, each of which may be seen in the light of the others. */
    @FunctionalInterface
    public interface Views {

        /** The view of each of {@code events}. */
        Function<Map<String, Object>, EventFields> of(List<Map<String, Object>> events);
    }

    /** Explains rules that can run. */
    public static HuntExplanation of(RuleCollection rules, HuntOptions options, Views views, String file, Reader reader)
            throws IOException {
        FileOfEvents read = new FileOfEvents(file);
        EventReader.read(reader, read);
        Gathering gathering = new Gathering(
                rules, options, views.of(read.events.stream().map(Read::event).toList()), read.badLines);
        read.events.forEach(gathering::explain);
        return gathering.explanation();
    }

    private record Read(Finding.Place place, Map<String, Object> event, Supplier<String> text) {}

    private static final class FileOfEvents implements EventReader.Sink {

        private final String file;
        private final List<Read> events = new ArrayList<>();
        private final List<Hunt.BadLine> badLines = new ArrayList<>();

        FileOfEvents(String file) {
            this.file = file;
        }

        @Override
        public void event(long line, long record, Map<String, Object> event, Supplier<String> text) {
            events.add(new Read(new Finding.Place(file, line, record), event, text));
        }

        @Override
        public void bad(long line, String reason) {
            badLines.add(new Hunt.BadLine(file, line, reason));
        }
    }

    private static final class Gathering {

        private final RuleCollection rules;
        private final HuntOptions options;
        private final Function<Map<String, Object>, EventFields> view;
        private final List<OnEvent> events = new ArrayList<>();
        private final List<Hunt.BadLine> badLines;
        private final Map<CorrelationPlan, Map<List<String>, List<Match>>> groups = new LinkedHashMap<>();

        Gathering(
                RuleCollection rules,
                HuntOptions options,
                Function<Map<String, Object>, EventFields> view,
                List<Hunt.BadLine> badLines) {
            this.rules = rules;
            this.options = options;
            this.view = view;
            this.badLines = badLines;
            rules.correlations().forEach(rule -> groups.put(CorrelationPlan.of(rule, rules), new LinkedHashMap<>()));
        }

        void explain(Read read) {
            EventFields fields = view.apply(read.event());
            for (DetectionRule rule : rules.detections()) {
                EventExplanation explanation = EventExplanation.of(rule, fields, options.placeholders());
                events.add(new OnEvent(read.place(), explanation));
                if (explanation.matches()) {
                    correlate(rule, fields, read);
                }
            }
        }

        private void correlate(DetectionRule rule, EventFields event, Read read) {
            OptionalLong time = EventTime.of(event, options.timeField());
            groups.forEach((plan, byGroup) -> {
                if (!plan.baseRules().contains(rule.key())) {
                    return;
                }
                if (time.isEmpty()) {
                    bad(read.place(), "no time to correlate by: " + EventTime.fault(event, options.timeField()));
                    return;
                }
                String id = EventIdentity.of(event, read.place(), time.getAsLong(), read.text());
                List<Match> matches = plan.matches(rule, event, id, time.getAsLong(), events.size());
                if (matches.isEmpty()) {
                    bad(
                            read.place(),
                            "no group: " + plan.rule().groupBy() + " of "
                                    + plan.rule().key());
                }
                matches.forEach(match -> byGroup.computeIfAbsent(match.group(), g -> new ArrayList<>())
                        .add(match));
            });
        }

        private void bad(Finding.Place place, String reason) {
            badLines.add(new Hunt.BadLine(place.file(), place.line(), reason));
        }

        HuntExplanation explanation() {
            List<OnGroup> explained = new ArrayList<>();
            groups.forEach((plan, byGroup) -> byGroup.forEach(
                    (group, matches) -> explained.add(new OnGroup(plan.rule(), group, plan.explain(matches)))));
            return new HuntExplanation(List.copyOf(events), explained, List.copyOf(badLines));
        }
    }
}
