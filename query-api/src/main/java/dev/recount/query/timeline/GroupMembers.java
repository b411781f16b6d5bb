package dev.recount.query.timeline;

import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.query.event.TimeRange;
import dev.recount.query.registry.RegistryReads;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.RegistryVersion;
import dev.recount.reference.ResourceEntry;
import dev.recount.streams.index.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which resources the registry put into a protection group, and when. Members that it names by a pattern are not among them. */
final class GroupMembers {

    private static final String KIND = RegistryKind.RESOURCES.wire();
    private static final RecordJson<ResourceEntry> ENTRY = RecordJson.of(ResourceEntry.class);

    private final RegistryReads registry;

    GroupMembers(RegistryReads registry) {
        this.registry = registry;
    }

    /** The events of each member while it was one, in {@code range}, by what had been entered at {@code asOf}. */
    Stream<Strand> strands(String group, TimeRange range, Instant asOf) {
        return registry.referring(KIND, group).stream().flatMap(entry -> spans(entry.enteredBy(asOf), group).stream()
                .map(span -> new Strand(Dimension.RESOURCE, entry.id(), span.within(range))));
    }

    /** Between two moments at which a version begins or ends, nothing changes. */
    private static List<TimeRange> spans(RegistryEntry entry, String group) {
        var moments = new TreeSet<Instant>();
        entry.versions().stream()
                .flatMap(version -> Stream.of(version.validFrom(), version.validTo()))
                .filter(Objects::nonNull)
                .forEach(moments::add);
        var spans = new ArrayList<TimeRange>();
        var from = Instant.MIN;
        long fromMicros = TimeRange.ALWAYS.fromMicros();
        for (Instant to : moments) {
            add(entry, group, from, new TimeRange(fromMicros, Micros.of(to)), spans);
            from = to;
            fromMicros = Micros.of(to);
        }
        add(entry, group, from, new TimeRange(fromMicros, TimeRange.ALWAYS.toMicros()), spans);
        return spans;
    }

    private static void add(RegistryEntry entry, String group, Instant at, TimeRange span, List<TimeRange> spans) {
        if (entry.asOf(at).filter(version -> isOf(version, group)).isPresent()) {
            spans.add(span);
        }
    }

    private static boolean isOf(RegistryVersion version, String group) {
        try {
            var body = version.body();
            return body != null && group.equals(ENTRY.read(body.text()).protectionGroup());
        } catch (UnreadableRecord unreadable) {
            return false;
        }
    }
}
