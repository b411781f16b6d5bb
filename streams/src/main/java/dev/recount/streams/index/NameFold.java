package dev.recount.streams.index;

import dev.recount.event.Event;

/** Notes that the two names by which an event calls its credential go together, and since when that is on record. */
final class NameFold {

    private static final byte[] NOTHING = {};

    private NameFold() {}

    static void apply(Event event, IndexEntry entry, IndexBatch index) {
        var credential = event.credential();
        if (credential == null) {
            return;
        }
        var names = EventDimensions.names(credential);
        if (names.size() == 2) {
            together(names.get(0), names.get(1), entry, index);
        }
    }

    private static void together(String a, String b, IndexEntry entry, IndexBatch index) {
        byte[] known = index.get(NameKeys.other(a, b, entry.partition()));
        if (known != null && NameKeys.recordedMicros(known) <= entry.recordedAtMicros()) {
            return;
        }
        oneWay(a, b, entry, index);
        oneWay(b, a, entry, index);
    }

    private static void oneWay(String name, String other, IndexEntry entry, IndexBatch index) {
        index.put(NameKeys.other(name, other, entry.partition()), NameKeys.value(other, entry.recordedAtMicros()));
        index.put(NameKeys.present(name), NOTHING);
    }
}
