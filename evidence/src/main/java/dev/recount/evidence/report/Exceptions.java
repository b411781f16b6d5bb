package dev.recount.evidence.report;

import java.util.ArrayList;
import java.util.List;

/** Counts what is not as it should be, and keeps the first of it: as many as a report in a bundle names. */
final class Exceptions {

    static final int EXAMPLES_MAX = 10_000;

    private final List<String> examples = new ArrayList<>();
    private long count;

    /** All of them together. */
    static Exceptions of(Exceptions... parts) {
        var all = new Exceptions();
        for (Exceptions part : parts) {
            part.examples.forEach(all::add);
            all.count += part.count - part.examples.size();
        }
        return all;
    }

    void add(String example) {
        count++;
        if (examples.size() < EXAMPLES_MAX) {
            examples.add(example);
        }
    }

    long count() {
        return count;
    }

    List<String> examples() {
        return List.copyOf(examples);
    }
}
