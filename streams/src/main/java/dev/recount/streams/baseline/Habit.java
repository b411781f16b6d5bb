package dev.recount.streams.baseline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Json;
import dev.recount.reference.BaselineEntry;
import dev.recount.reference.BaselineEntry.BusyDays;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.RegistryVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The days on which something was seen. It only ever grows, so it has no versions: as of a moment it is the days before that of
 * the moment, whatever was learnt since.
 *
 * @param days all days
 * @param busy the days on which so many different things were seen, or more, by their number
 */
public record Habit(Days days, Map<Integer, Days> busy) {

    /** Never seen. */
    public static final Habit NONE = new Habit(Days.NONE, Map.of());

    /** What is counted up to: beyond the last nobody counts any more. */
    static final List<Integer> RUNGS = List.of(10, 40, 160, 640);

    private static final RecordJson<BaselineEntry> FORM = RecordJson.of(BaselineEntry.class);

    public Habit {
        busy = Map.copyOf(busy);
    }

    /** Days on which at least {@code rung} different things were seen. */
    public Days busy(int rung) {
        return busy.getOrDefault(rung, Days.NONE);
    }

    /** Both. */
    public Habit and(Habit other) {
        Map<Integer, Days> all = new TreeMap<>(busy);
        other.busy.forEach((rung, busyDays) -> all.merge(rung, busyDays, Days::and));
        return new Habit(days.and(other.days), all);
    }

    /** Whether it says nothing new that {@code day} is one of its days, with as many things as are counted if they are counted. */
    boolean knows(long day, boolean counted) {
        return days.has(day) && (!counted || busy(RUNGS.get(RUNGS.size() - 1)).has(day));
    }

    /** Seen on {@code day}. */
    static Habit on(long day) {
        return new Habit(Days.NONE.with(day), Map.of());
    }

    /** Whether all of it lies so long before {@code day} that nobody is told of it, with a week for what comes late. */
    boolean isOver(long day) {
        return days.last().orElse(Long.MIN_VALUE) < day - Days.REACH - 7;
    }

    /** The first day of which this and {@code other} say different things. */
    public OptionalLong firstDifference(Habit other) {
        var ofDays = days.firstDifference(other.days).stream();
        var ofBusy = RUNGS.stream().flatMapToLong(rung -> busy(rung).firstDifference(other.busy(rung)).stream());
        return LongStream.concat(ofDays, ofBusy).min();
    }

    BaselineEntry entry() {
        return new BaselineEntry(
                days.text(),
                new TreeMap<>(busy)
                        .entrySet().stream()
                                .map(entry -> new BusyDays(
                                        entry.getKey(), entry.getValue().text()))
                                .toList());
    }

    static Habit of(BaselineEntry entry) {
        Map<Integer, Days> busy = new TreeMap<>();
        entry.busy().forEach(each -> busy.put(Math.toIntExact(each.atLeast()), Days.read(each.days())));
        return new Habit(Days.read(entry.days()), busy);
    }

    /** As it stands in the registry under {@code id}: one version, named after its last day. */
    public RegistryEntry registered(String id) {
        var body = new Json(new String(FORM.canonical(entry()), UTF_8));
        var began = days.lastBegan();
        var version = "days-to-" + LocalDate.ofEpochDay(Days.of(began));
        return new RegistryEntry(
                RegistryKind.BASELINES.wire(),
                id,
                List.of(new RegistryVersion(null, null, began, version, false, body)));
    }

    /** What {@code entry} says; nothing when it cannot be read. */
    public static Habit of(RegistryEntry entry) {
        return entry.versions().stream()
                .flatMap(version -> Stream.ofNullable(version.body()))
                .map(Habit::read)
                .reduce(NONE, Habit::and);
    }

    private static Habit read(Json body) {
        try {
            return of(FORM.read(body.text()));
        } catch (UnreadableRecord unreadable) {
            return NONE;
        }
    }
}
