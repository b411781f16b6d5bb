package dev.recount.bench.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Asks every store the same questions: first for what they answer, which must be the same, then for how long it takes. */
final class Comparison {

    private final List<Store> stores;
    private final Consumer<String> out;

    /** @param stores the first is measured against the others */
    Comparison(List<Store> stores, Consumer<String> out) {
        this.stores = stores;
        this.out = out;
    }

    void run(Map<Question.Kind, List<Question>> questions) {
        questions.forEach((kind, asked) -> {
            compare(asked);
            out.accept(kind.title());
            double ours = 0;
            for (Store store : stores) {
                double p99 = measure(store, asked);
                ours = store == stores.get(0) ? p99 : ours;
                if (store != stores.get(0)) {
                    out.accept(String.format(Locale.ROOT, "    %-38s ours is %.2f x its p99", "", ours / p99));
                }
            }
        });
    }

    /** Asks in turn too, so that every store is warm. */
    private void compare(List<Question> asked) {
        for (Question question : asked) {
            var first = stores.get(0).ask(question).get();
            for (Store store : stores.subList(1, stores.size())) {
                var other = store.ask(question).get();
                if (!other.equals(first)) {
                    throw new IllegalStateException(question + ": "
                            + stores.get(0).name() + " says " + first + ", " + store.name() + " says " + other);
                }
            }
        }
    }

    private double measure(Store store, List<Question> asked) {
        long[] nanos = new long[asked.size()];
        long events = 0;
        for (int i = 0; i < nanos.length; i++) {
            long startedAt = System.nanoTime();
            var answer = store.ask(asked.get(i));
            nanos[i] = System.nanoTime() - startedAt;
            events += answer.get().events();
        }
        Arrays.sort(nanos);
        double p99 = nanos[(nanos.length * 99 - 1) / 100] / 1e6;
        out.accept(String.format(
                Locale.ROOT,
                "    %-38s p50 %7.2f  p99 %7.2f ms  (%d times, %.1f events each)",
                store.name(),
                nanos[nanos.length / 2] / 1e6,
                p99,
                nanos.length,
                events / (double) nanos.length));
        return p99;
    }
}
