package dev.recount.query.index;

import dev.recount.query.credential.NameReads;
import dev.recount.query.credential.OtherName;
import dev.recount.streams.index.NameKeys;
import dev.recount.streams.index.OrderedReads;
import dev.recount.streams.index.ReadableStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names of credentials from the event store. */
record IndexedNames(ReadableStore store) implements NameReads {

    @Override
    public Map<String, List<OtherName>> others(Collection<String> names) {
        var wanted = List.copyOf(names);
        var reads = store.reads();
        var present = reads.getAll(wanted.stream().map(NameKeys::present).toList());
        var found = new HashMap<String, List<OtherName>>();
        for (int i = 0; i < wanted.size(); i++) {
            if (present.get(i) != null) {
                found.put(wanted.get(i), others(reads, wanted.get(i)));
            }
        }
        return found;
    }

    /** Two partitions may each say it, and what counts is which said it first. */
    private static List<OtherName> others(OrderedReads reads, String name) {
        var first = new TreeMap<String, Long>();
        try (var scan = reads.scan(NameKeys.others(name), NameKeys.end(name), false)) {
            while (scan.next()) {
                first.merge(NameKeys.other(scan.value()), NameKeys.recordedMicros(scan.value()), Math::min);
            }
        }
        return first.entrySet().stream()
                .map(other -> new OtherName(other.getKey(), other.getValue()))
                .toList();
    }
}
