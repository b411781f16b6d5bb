package dev.recount.sigma.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The occurrences of a window that made a temporal condition true. */
final class Evidence {

    private Evidence() {}

    /** Those of the steps that must occur; in order, only those that are part of a complete sequence. */
    static List<Occurrence> of(List<Occurrence> window, Alternative alternative, boolean ordered) {
        List<Occurrence> evidence = window.stream()
                .filter(occurrence -> alternative.present().contains(occurrence.step()))
                .toList();
        return ordered ? inSequence(evidence, alternative.present()) : evidence;
    }

    /**
     * When the evidence begins, without gathering it: in order, with the earliest first step, as any later one that begins a
     * complete sequence could be replaced by it.
     */
    static long beginning(List<Occurrence> window, Alternative alternative, boolean ordered) {
        List<Integer> steps = ordered ? alternative.present().subList(0, 1) : alternative.present();
        for (Occurrence occurrence : window) {
            if (steps.contains(occurrence.step())) {
                return occurrence.timeMicros();
            }
        }
        throw new IllegalStateException("a condition holds without evidence");
    }

    private static List<Occurrence> inSequence(List<Occurrence> occurrences, List<Integer> steps) {
        List<Occurrence> led = new ArrayList<>();
        long[] earliest = new long[steps.size()];
        Arrays.fill(earliest, Long.MAX_VALUE);
        for (Occurrence occurrence : occurrences) {
            int at = steps.indexOf(occurrence.step());
            if (at == 0 || earliest[at - 1] <= occurrence.timeMicros()) {
                earliest[at] = Math.min(earliest[at], occurrence.timeMicros());
                led.add(occurrence);
            }
        }
        return completed(led, steps);
    }

    private static List<Occurrence> completed(List<Occurrence> led, List<Integer> steps) {
        List<Occurrence> complete = new ArrayList<>();
        long[] latest = new long[steps.size()];
        Arrays.fill(latest, Long.MIN_VALUE);
        for (int i = led.size() - 1; i >= 0; i--) {
            Occurrence occurrence = led.get(i);
            int at = steps.indexOf(occurrence.step());
            if (at == steps.size() - 1 || latest[at + 1] >= occurrence.timeMicros()) {
                latest[at] = Math.max(latest[at], occurrence.timeMicros());
                complete.add(occurrence);
            }
        }
        Collections.reverse(complete);
        return complete;
    }
}
