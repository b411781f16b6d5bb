package dev.recount.evidence.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Where a moment stands between the first and the last, from 0 to 1. A pause that is much longer than most is drawn shorter,
 * so that nine seconds of one day and an hour of the next are both to be seen.
 */
final class TimeScale {

    /** How many times the middle pause a pause is drawn at most. */
    private static final int FOLD = 12;

    private final TreeMap<Instant, Double> places = new TreeMap<>();
    private final List<Double> folds = new ArrayList<>();

    TimeScale(List<Instant> moments) {
        var sorted = moments.stream().distinct().sorted().toList();
        double longest = FOLD * middlePause(sorted);
        double place = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double pause = i == 0 ? 0 : seconds(sorted.get(i - 1), sorted.get(i));
            if (pause > longest) {
                folds.add(place + longest / 2);
            }
            place += Math.min(pause, longest);
            places.put(sorted.get(i), place);
        }
        double whole = place == 0 ? 1 : place;
        places.replaceAll((moment, at) -> at / whole);
        folds.replaceAll(at -> at / whole);
    }

    private static double middlePause(List<Instant> sorted) {
        if (sorted.size() < 2) {
            return 0;
        }
        double[] pauses = new double[sorted.size() - 1];
        Arrays.setAll(pauses, i -> seconds(sorted.get(i), sorted.get(i + 1)));
        Arrays.sort(pauses);
        return pauses[pauses.length / 2];
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    /** The place of one of the moments. */
    double of(Instant moment) {
        return places.getOrDefault(moment, 0.0);
    }

    /** Places in the middle of pauses that are drawn shorter than they were. */
    List<Double> folds() {
        return List.copyOf(folds);
    }
}
