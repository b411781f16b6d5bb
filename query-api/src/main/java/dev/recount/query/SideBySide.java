package dev.recount.query;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cuts a list into parts that are worth a thread of their own. */
public final class SideBySide {

    /** Less is done sooner than it is handed to another thread. */
    private static final int PART = 64;

    private SideBySide() {}

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
