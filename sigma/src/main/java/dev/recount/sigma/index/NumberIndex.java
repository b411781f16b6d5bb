package dev.recount.sigma.index;

import dev.recount.sigma.match.ValueTest;
import dev.recount.sigma.rule.Comparison;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Comparisons with numbers, sorted by their limits: one binary search finds all that hold. It works on doubles and may name a
 * comparison that does not hold exactly, never miss one that does.
 */
final class NumberIndex {

    private record Entry(double limit, int atom) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Sorted(double[] limits, int[] atoms) {}

    private final Map<Comparison, Sorted> byComparison = new EnumMap<>(Comparison.class);

    /** An index of these tests; {@code atoms} are their numbers, in the same order. */
    NumberIndex(List<ValueTest.Numeric> tests, List<Integer> atoms) {
        for (Comparison comparison : Comparison.values()) {
            List<Entry> entries = IntStream.range(0, tests.size())
                    .filter(i -> tests.get(i).comparison() == comparison)
                    .mapToObj(i -> new Entry(tests.get(i).limit().doubleValue() + 0.0, atoms.get(i)))
                    .sorted(Comparator.comparingDouble(Entry::limit))
                    .toList();
            if (!entries.isEmpty()) {
                byComparison.put(
                        comparison,
                        new Sorted(
                                entries.stream().mapToDouble(Entry::limit).toArray(),
                                entries.stream().mapToInt(Entry::atom).toArray()));
            }
        }
    }

    void find(double value, Hits hits) {
        byComparison.forEach((comparison, sorted) -> {
            boolean fromValue = comparison != Comparison.GT && comparison != Comparison.GTE;
            boolean toValue = comparison != Comparison.LT && comparison != Comparison.LTE;
            int from = fromValue ? firstAtLeast(sorted.limits(), value) : 0;
            int to = toValue ? firstAtLeast(sorted.limits(), Math.nextUp(value)) : sorted.atoms().length;
            for (int i = from; i < to; i++) {
                hits.atom(sorted.atoms()[i], false);
            }
        });
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
