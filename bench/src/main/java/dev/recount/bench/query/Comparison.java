package dev.recount.bench.query;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks every store the same questions: first for what they answer, which must be the same, then for how long it takes. */
final class Comparison {

    private static final double OF_POSTGRES = 1.5;
    private static final double OF_DUCKDB = 0.2;
    private static final int COMPARED_MAX = 200;
    private static final int COMPARED_WITH_SLOW = 5;

    private final List<Store> stores;
    private final Aims aims;
    private final Consumer<String> out;

    /** @param stores the first is measured against the others */
    Comparison(List<Store> stores, Aims aims, Consumer<String> out) {
        this.stores = stores;
        this.aims = aims;
        this.out = out;
    }

    /** Asks all of {@code questions}, as many at a time as there are {@code clients}. */
    void run(Map<Question.Kind, List<Question>> questions, int clients) {
        questions.forEach((kind, asked) -> {
            compare(asked);
            out.accept(kind.title() + ", clients: " + clients);
            var ours = measure(stores.get(0), asked, clients);
            for (Store peer : stores.subList(1, stores.size())) {
                double ratio = ours.p99() / measure(peer, asked, clients).p99();
                if (kind != Question.Kind.RESOURCE) {
                    aims.atMost(
                            kind.title() + ", clients " + clients + ", p99 of " + peer.name(),
                            ratio,
                            peer.isSlow() ? OF_DUCKDB : OF_POSTGRES,
                            "x");
                }
            }
        });
    }

    /** Asks all of {@code questions} one after the other, without having asked any before. */
    void again(Map<Question.Kind, List<Question>> questions) {
        questions.forEach((kind, asked) -> {
            out.accept(kind.title());
            stores.forEach(store -> measure(store, asked, 1));
        });
    }

    /** Asks in turn too, so that every store is warm. */
    private void compare(List<Question> asked) {
        stores.subList(1, stores.size()).forEach(peer -> compare(asked, peer));
    }

    private void compare(List<Question> asked, Store peer) {
        int limit = peer.isSlow() ? COMPARED_WITH_SLOW : COMPARED_MAX;
        for (Question question : asked.subList(0, Math.min(limit, asked.size()))) {
            var ours = stores.get(0).ask(question).get();
            var theirs = peer.ask(question).get();
            if (!theirs.equals(ours)) {
                throw new IllegalStateException(question + ": we say " + ours + ", " + peer.name() + " says " + theirs);
            }
        }
    }

    private Timed measure(Store store, List<Question> asked, int clients) {
        var some = store.isSlow() ? asked.subList(0, Math.min(Store.SLOW_MAX, asked.size())) : asked;
        List<Runnable> questions = some.stream()
                .<Runnable>map(question -> () -> {
                    var unused = store.ask(question);
                })
                .toList();
        var timed = Timed.of(questions, clients);
        out.accept(String.format("    %-38s %s", store.name(), timed));
        return timed;
    }
}
