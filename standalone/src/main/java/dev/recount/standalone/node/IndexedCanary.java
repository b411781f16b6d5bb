package dev.recount.standalone.node;

import dev.recount.codec.Micros;
import dev.recount.delivery.canary.CanaryEvents;
import dev.recount.delivery.canary.CanaryResult;
import dev.recount.delivery.canary.CanarySeal;
import dev.recount.delivery.http.CanaryReads;
import dev.recount.event.Canary;
import dev.recount.query.Views;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the history of canaries from the index: the receipts in {@code recount.events} that somebody vouches for. */
final class IndexedCanary implements CanaryReads {

    private static final int STEP = 512;

    private final Views views;
    private final CanarySeal seal;

    IndexedCanary(Views views, CanarySeal seal) {
        this.views = views;
        this.seal = seal;
    }

    @Override
    public List<CanaryResult> results(Optional<Instant> from, Optional<Instant> to, int max) {
        var range = new TimeRange(
                from.map(Micros::of).orElse(TimeRange.ALWAYS.fromMicros()),
                to.map(Micros::of).orElse(TimeRange.ALWAYS.toMicros()));
        Map<String, CanaryResult> found = new LinkedHashMap<>();
        @Nullable IndexEntry last = null;
        while (true) {
            var entries = views.timelines().entries(Dimension.ACTOR, Canary.ACTOR, range, last, true, STEP);
            for (CanaryResult result : receipts(entries)) {
                found.merge(
                        result.run().id(),
                        result,
                        (known, other) -> known.outcome().arrived() ? known : other);
                if (found.size() > max) {
                    return List.copyOf(found.values()).subList(0, max);
                }
            }
            if (entries.size() < STEP) {
                return List.copyOf(found.values());
            }
            last = entries.get(entries.size() - 1);
        }
    }

    private List<CanaryResult> receipts(List<IndexEntry> entries) {
        return views.events().events(entries).stream()
                .map(RecordedEvent::event)
                .filter(seal::holds)
                .flatMap(event -> CanaryEvents.result(event).stream())
                .toList();
    }
}
