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

    /**
     * Explains rules that can run.
     *
     * @param view how rules see an event
     */
    public static HuntExplanation of(
            RuleCollection rules,
            HuntOptions options,
            Function<Map<String, Object>, EventFields> view,
            String file,
            Reader reader)
            throws IOException {
        Gathering gathering = new Gathering(rules, options, view, file);
        EventReader.read(reader, gathering);
        return gathering.explanation();
    }

    private static final class Gathering implements EventReader.Sink {

        private final RuleCollection rules;
        private final HuntOptions options;
        private final Function<Map<String, Object>, EventFields> view;
        private final String file;
        private final List<OnEvent> events = new ArrayList<>();
        private final List<Hunt.BadLine> badLines = new ArrayList<>();
        private final Map<CorrelationPlan, Map<List<String>, List<Match>>> groups = new LinkedHashMap<>();

        Gathering(
                RuleCollection rules,
                HuntOptions options,
                Function<Map<String, Object>, EventFields> view,
                String file) {
            this.rules = rules;
            this.options = options;
            this.view = view;
            this.file = file;
            rules.correlations().forEach(rule -> groups.put(CorrelationPlan.of(rule, rules), new LinkedHashMap<>()));
        }

        @Override
        public void event(long line, long record, Map<String, Object> event, Supplier<String> text) {
            Finding.Place place = new Finding.Place(file, line, record);
            EventFields fields = view.apply(event);
            for (DetectionRule rule : rules.detections()) {
                EventExplanation explanation = EventExplanation.of(rule, fields, options.placeholders());
                events.add(new OnEvent(place, explanation));
                if (explanation.matches()) {
                    correlate(place, rule, fields, text);
                }
            }
        }

        private void correlate(Finding.Place place, DetectionRule rule, EventFields event, Supplier<String> text) {
            OptionalLong time = EventTime.of(event, options.timeField());
            groups.forEach((plan, byGroup) -> {
                if (!plan.baseRules().contains(rule.key())) {
                    return;
                }
                if (time.isEmpty()) {
                    bad(place.line(), "no time to correlate by: " + EventTime.fault(event, options.timeField()));
                    return;
                }
                String id = EventIdentity.of(event, place, time.getAsLong(), text);
                List<Match> matches = plan.matches(rule, event, id, time.getAsLong(), events.size());
                if (matches.isEmpty()) {
                    bad(
                            place.line(),
                            "no group: " + plan.rule().groupBy() + " of "
                                    + plan.rule().key());
                }
                matches.forEach(match -> byGroup.computeIfAbsent(match.group(), g -> new ArrayList<>())
                        .add(match));
            });
        }

        @Override
        public void bad(long line, String reason) {
            badLines.add(new Hunt.BadLine(file, line, reason));
        }

        HuntExplanation explanation() {
            List<OnGroup> explained = new ArrayList<>();
            groups.forEach((plan, byGroup) -> byGroup.forEach(
                    (group, matches) -> explained.add(new OnGroup(plan.rule(), group, plan.explain(matches)))));
            return new HuntExplanation(List.copyOf(events), explained, List.copyOf(badLines));
        }
    }
}
