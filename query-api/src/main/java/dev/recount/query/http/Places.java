package dev.recount.query.http;

import dev.recount.query.page.Place;
import dev.recount.query.timeline.Placed;
import dev.recount.streams.index.IndexEntry;
import java.util.List;

/** Places of the various lists as the parts of a cursor. */
final class Places {

    private Places() {}

    static List<String> of(IndexEntry entry) {
        return List.of(
                Long.toString(entry.occurredAtMicros()),
                Long.toString(entry.seq()),
                Integer.toString(entry.partition()),
                Long.toString(entry.offset()));
    }

    static IndexEntry entry(List<String> parts) {
        return new IndexEntry(
                Integer.parseInt(parts.get(2)),
                Long.parseLong(parts.get(3)),
                Long.parseLong(parts.get(0)),
                Long.parseLong(parts.get(1)),
                0,
                0);
    }

    static List<String> of(Placed placed) {
        var entry = placed.entry();
        return List.of(
                Long.toString(placed.placeMicros()),
                Long.toString(entry.seq()),
                Integer.toString(entry.partition()),
                Long.toString(entry.offset()));
    }

    static Placed placed(List<String> parts) {
        var entry = entry(parts);
        return new Placed(entry, entry.occurredAtMicros());
    }

    static List<String> of(Place place) {
        return List.of(Long.toString(place.atMicros()), place.id());
    }

    static Place place(List<String> parts) {
        return new Place(Long.parseLong(parts.get(0)), parts.get(1));
    }
}
