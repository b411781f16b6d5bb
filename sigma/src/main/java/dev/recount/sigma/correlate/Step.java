package dev.recount.sigma.correlate;

import dev.recount.sigma.rule.DetectionRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of the rules a correlation refers to. */
sealed interface Step {

    /** As the correlation refers to it. */
    String reference();

    Duration lookback();

    int depth();

    int size();

    boolean canRetract();

    /** Whether it may occur when nothing but these base rules has matched. */
    boolean mayOccur(Set<String> matched);

    /** Adds the readers of the base rules behind this step, for the groups and values of a plan. */
    void readInto(Map<String, FieldReader> readers, CorrelationPlan plan);

    /** Adds what happened of this step. */
    void occurrences(int step, String correlation, List<Match> matches, List<Occurrence> occurrences);

    /** A detection rule. */
    record Direct(String reference, DetectionRule rule) implements Step {

        @Override
        public Duration lookback() {
            return Duration.ZERO;
        }

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean canRetract() {
            return false;
        }

        @Override
        public boolean mayOccur(Set<String> matched) {
            return matched.contains(rule.key());
        }

        @Override
        public void readInto(Map<String, FieldReader> readers, CorrelationPlan plan) {
            FieldReader.add(readers, rule.key(), reference, plan.rule());
        }

        @Override
        public void occurrences(int step, String correlation, List<Match> matches, List<Occurrence> occurrences) {
            for (Match match : matches) {
                if (match.rule().equals(rule.key())) {
                    List<String> values = match.values().getOrDefault(correlation, List.of());
                    occurrences.add(
                            new Occurrence(step, match.timeMicros(), List.of(match), values, match.timeMicros()));
                }
            }
        }
    }

    /** Another correlation. */
    record Chained(String reference, CorrelationPlan plan) implements Step {

        @Override
        public Duration lookback() {
            return plan.lookback();
        }

        @Override
        public int depth() {
            return plan.chainDepth();
        }

        @Override
        public int size() {
            return plan.size();
        }

        @Override
        public boolean canRetract() {
            return plan.canRetract();
        }

        @Override
        public boolean mayOccur(Set<String> matched) {
            return plan.mayFire(matched);
        }

        @Override
        public void readInto(Map<String, FieldReader> readers, CorrelationPlan outer) {
            plan.readers().forEach((rule, inner) -> {
                FieldReader.add(readers, rule, reference, outer.rule());
                FieldReader reader = readers.get(rule);
                if (reader != null) {
                    readers.put(rule, reader.withValuesOf(inner));
                }
            });
        }

        /** A firing occurs when it fires, with the values of the match that made it fire. */
        @Override
        public void occurrences(int step, String correlation, List<Match> matches, List<Occurrence> occurrences) {
            List<Match> own = matches.stream()
                    .filter(match -> plan.readers().containsKey(match.rule()))
                    .toList();
            occurrences.addAll(plan.asStep(step, correlation, own));
        }
    }
}
