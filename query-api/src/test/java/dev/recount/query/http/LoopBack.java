package dev.recount.query.http;

import dev.recount.alert.IncidentStatus;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.query.EventSink;
import dev.recount.query.QueryFixtures;
import dev.recount.query.ViewsFixture;
import dev.recount.query.Visibility;
import dev.recount.query.event.AccessEvents;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for ingest and detection: what is recorded is folded into the views at once, unless it is told to lag. */
final class LoopBack implements EventSink {

    final List<Event> recorded = new CopyOnWriteArrayList<>();
    /** What the API recorded of its own use; not folded, so that a test's questions do not change what it asks about. */
    final List<Event> access = new CopyOnWriteArrayList<>();

    volatile boolean lagging;
    volatile RuntimeException failure;

    private final ViewsFixture fixture;
    private final Visibility visibility;

    LoopBack(ViewsFixture fixture, Visibility visibility) {
        this.fixture = fixture;
        this.visibility = visibility;
    }

    @Override
    public CompletableFuture<String> record(Event given) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (AccessEvents.isOne(given)) {
            access.add(given);
            return CompletableFuture.completedFuture("access-" + access.size());
        }
        var event = given.toBuilder()
                .id("said-" + recorded.size())
                .recordedAt(given.occurredAt())
                .build();
        recorded.add(event);
        if (!lagging) {
            fold(event);
            visibility.changed();
        }
        return CompletableFuture.completedFuture(event.id());
    }

    private void fold(Event event) {
        fixture.add(0, event);
        if (event.phase() == Phase.REFERENCE_CHANGED) {
            reference(event);
        } else {
            fixture.views().incidents().incident(event.correlationId()).ifPresent(incident -> {
                if (event.phase() == Phase.ACKNOWLEDGED) {
                    fixture.add(QueryFixtures.with(incident, IncidentStatus.ACKNOWLEDGED, event.actorId()));
                } else if (event.phase() == Phase.RESOLVED) {
                    fixture.add(QueryFixtures.with(incident, IncidentStatus.RESOLVED, event.actorId()));
                }
            });
        }
    }

    private void reference(Event event) {
        var reference = event.reference();
        var versions = new ArrayList<RegistryVersion>(fixture.views()
                .registry()
                .entry(reference.kind(), reference.id())
                .map(RegistryEntry::versions)
                .orElse(List.of()));
        Instant entered = Objects.requireNonNull(event.recordedAt());
        versions.add(new RegistryVersion(
                reference.validFrom(),
                reference.validTo(),
                entered,
                event.id(),
                Boolean.TRUE.equals(reference.withdrawn()),
                reference.body()));
        fixture.add(new RegistryEntry(reference.kind(), reference.id(), versions));
    }
}
