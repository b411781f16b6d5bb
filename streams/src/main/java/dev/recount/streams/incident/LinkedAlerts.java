package dev.recount.streams.incident;

import static java.util.Objects.requireNonNull;

import dev.recount.streams.detect.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The standing alerts that share one thing, in runs: of each run an alert is near the next, so all of them hang together. Finding the runs
 * that an alert is near costs the logarithm of their number.
 */
final class LinkedAlerts {

    /** Where an alert stands in time. */
    record Place(Instant first, Instant last, String id) {
        static Place of(Member member) {
            var occasion = member.occasion();
            return new Place(occasion.first(), occasion.last(), member.id());
        }
    }

    private record Run(Instant begin, Instant end, String sample) {
        private boolean isNear(Place place) {
            return !begin.isAfter(place.last().plus(Occasion.REACH))
                    && !place.first().isAfter(end.plus(Occasion.REACH));
        }

        private Run with(Run other) {
            return new Run(
                    begin.isBefore(other.begin) ? begin : other.begin,
                    end.isAfter(other.end) ? end : other.end,
                    sample);
        }
    }

    private static final Comparator<Place> IN_TIME =
            Comparator.comparing(Place::first).thenComparing(Place::id);

    private final TreeSet<Place> places = new TreeSet<>(IN_TIME);
    /** By begin; null while it has to be made anew, because a run may have fallen apart. */
    private @Nullable NavigableMap<Instant, Run> runs = new TreeMap<>();

    void add(Place place) {
        places.add(place);
        if (runs != null) {
            join(runs, place);
        }
    }

    void remove(Place place) {
        if (places.remove(place)) {
            runs = null;
        }
    }

    /** Puts {@code after}, which ends later and is the same otherwise, in the place of {@code before}: runs can only grow together. */
    void extend(Place before, Place after) {
        places.remove(before);
        add(after);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** One alert of each run that {@code place} is near, or in. */
    List<String> samples(Place place) {
        return near(runs(), place).stream().map(Run::sample).toList();
    }

    /** When each run begins that {@code place} is near, or in. */
    List<Instant> runsNear(Place place) {
        return near(runs(), place).stream().map(Run::begin).toList();
    }

    /** The alerts of the run that begins at {@code begin}. */
    List<String> inRun(Instant begin) {
        var end = requireNonNull(runs().get(begin)).end();
        List<String> ids = new ArrayList<>();
        for (Place place : places.tailSet(new Place(begin, begin, ""), true)) {
            if (place.first().isAfter(end)) {
                break;
            }
            ids.add(place.id());
        }
        return ids;
    }

    private NavigableMap<Instant, Run> runs() {
        var known = runs;
        if (known == null) {
            known = new TreeMap<>();
            for (Place place : places) {
                join(known, place);
            }
            runs = known;
        }
        return known;
    }

    private static void join(NavigableMap<Instant, Run> runs, Place place) {
        var joined = new Run(place.first(), place.last(), place.id());
        for (Run run : near(runs, place)) {
            runs.remove(run.begin());
            joined = joined.with(run);
        }
        runs.put(joined.begin(), joined);
    }

    /** Runs do not overlap, so from the last that begins in time back to the first that is too early. */
    private static Collection<Run> near(NavigableMap<Instant, Run> runs, Place place) {
        List<Run> near = new ArrayList<>();
        for (Run run : runs.headMap(place.last().plus(Occasion.REACH), true)
                .descendingMap()
                .values()) {
            if (!run.isNear(place)) {
                break;
            }
            near.add(run);
        }
        return near;
    }
}
