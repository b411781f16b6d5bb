package dev.recount.bench.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What was to be reached, and what was. */
final class Aims {

    private final List<String> lines = new ArrayList<>();

    void atMost(String what, double seen, double aim, String unit) {
        add(what, seen, "at most", aim, unit, seen <= aim);
    }

    void atLeast(String what, double seen, double aim, String unit) {
        add(what, seen, "at least", aim, unit, seen >= aim);
    }

    private void add(String what, double seen, String bound, double aim, String unit, boolean reached) {
        lines.add(String.format(
                Locale.ROOT,
                "    %-8s %-62s %,12.2f %s (%s %,.2f)",
                reached ? "reached" : "MISSED",
                what,
                seen,
                unit,
                bound,
                aim));
    }

    void print(Consumer<String> out) {
        lines.forEach(out);
    }
}
