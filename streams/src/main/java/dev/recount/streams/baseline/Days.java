package dev.recount.streams.baseline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A set of UTC days, counted from 1970-01-01. Adding the same days in any order, any number of times, gives the same set. No day is ever
 * dropped from it: who asks as of a day is told of the {@link #REACH} days before that day, whatever came later.
 */
public final class Days {

    /** A year, and a month for what happens once a year. */
    static final int REACH = 400;

    /** The longest run that is read. */
    private static final int RUN_MAX = 36_600;

    static final Days NONE = new Days(new long[0]);

    private final long[] ascending;

    private Days(long[] ascending) {
        this.ascending = ascending;
    }

    /** The day on which {@code at} is. */
    public static long of(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 86_400L);
    }

    private static Days of(LongStream days) {
        return new Days(days.sorted().distinct().toArray());
    }

    /** These and {@code day}. */
    Days with(long day) {
        return has(day) ? this : of(LongStream.concat(LongStream.of(day), Arrays.stream(ascending)));
    }

    /** These and the {@code others}. */
    Days and(Days others) {
        return of(LongStream.concat(Arrays.stream(ascending), Arrays.stream(others.ascending)));
    }

    /** Whether {@code day} is one of them. */
    public boolean has(long day) {
        return Arrays.binarySearch(ascending, day) >= 0;
    }

    /** The latest day before {@code day}, and no more than {@link #REACH} days before it. */
    public OptionalLong lastBefore(long day) {
        return countIn(REACH, day) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(ascending[Math.toIntExact(countBefore(day)) - 1]);
    }

    /** Whether one of them is {@code age} days before {@code day} or more, and no more than {@link #REACH}. */
    public boolean hasBefore(int age, long day) {
        return countIn(REACH, day) > countIn(age - 1, day);
    }

    /** How many of them lie in the {@code length} days before {@code day}. */
    public long countIn(int length, long day) {
        return countBefore(day) - countBefore(day - length);
    }

    private long countBefore(long day) {
        int at = Arrays.binarySearch(ascending, day);
        return at < 0 ? -at - 1 : at;
    }

    /** All of them, in order. */
    LongStream stream() {
        return Arrays.stream(ascending);
    }

    /** The last of them. */
    public OptionalLong last() {
        return ascending.length == 0 ? OptionalLong.empty() : OptionalLong.of(ascending[ascending.length - 1]);
    }

    /** The first day that only one of the two has. */
    OptionalLong firstDifference(Days other) {
        return LongStream.concat(
                        Arrays.stream(ascending).filter(day -> !other.has(day)),
                        Arrays.stream(other.ascending).filter(day -> !has(day)))
                .min();
    }

    /** Runs of days, as {@code 2026-04-24} or {@code 2026-04-24/2026-04-30}. */
    List<String> text() {
        List<String> runs = new ArrayList<>();
        for (int begin = 0; begin < ascending.length; ) {
            int end = begin;
            while (end + 1 < ascending.length && ascending[end + 1] == ascending[end] + 1) {
                end++;
            }
            var first = text(ascending[begin]);
            runs.add(begin == end ? first : first + "/" + text(ascending[end]));
            begin = end + 1;
        }
        return runs;
    }

    /** {@code day} as {@code 2026-04-24}. */
    public static String text(long day) {
        return LocalDate.ofEpochDay(day).toString();
    }

    /** What {@link #text()} wrote; what is no day is left out. */
    static Days read(List<String> runs) {
        return of(runs.stream().flatMapToLong(Days::run));
    }

    private static LongStream run(String text) {
        var ends = text.split("/", 2);
        try {
            return LongStream.rangeClosed(day(ends[0]), day(ends[ends.length - 1]))
                    .limit(RUN_MAX);
        } catch (DateTimeParseException noDay) {
            return LongStream.empty();
        }
    }

    private static long day(String text) {
        return LocalDate.parse(text).toEpochDay();
    }

    /** When the last of them began; the beginning of time when there is none. */
    Instant lastBegan() {
        return last().isEmpty()
                ? Instant.EPOCH
                : LocalDate.ofEpochDay(last().getAsLong())
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Days days && Arrays.equals(ascending, days.ascending);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ascending);
    }

    @Override
    public String toString() {
        return text().toString();
    }
}
