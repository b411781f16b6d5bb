package dev.recount.query;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lets several threads work on one answer, where there are several. */
public final class SideBySide {

    /** Less is done sooner than it is handed to another thread. */
    private static final int PART = 64;

    private SideBySide() {}

    /** Begins {@code work} beside what the caller goes on with; the result is waited for when it is asked for. */
    public static <T> Supplier<T> begun(Supplier<T> work) {
        Callable<T> called = work::get;
        return ForkJoinTask.adapt(called).fork()::join;
    }

    /** The parts of {@code all}, in order, on several threads when there are several. */
    public static <T> Stream<List<T>> of(List<T> all) {
        if (all.size() <= PART) {
            return all.isEmpty() ? Stream.empty() : Stream.of(all);
        }
        return IntStream.rangeClosed(0, (all.size() - 1) / PART)
                .parallel()
                .mapToObj(i -> all.subList(i * PART, Math.min(all.size(), (i + 1) * PART)));
    }
}
