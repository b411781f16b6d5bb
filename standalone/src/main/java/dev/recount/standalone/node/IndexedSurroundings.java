package dev.recount.standalone.node;

import dev.recount.alert.Incident;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.delivery.card.CredentialToRevoke;
import dev.recount.delivery.card.Surroundings;
import dev.recount.query.Views;
import dev.recount.query.event.TimeRange;
import dev.recount.query.incident.CredentialHistory;
import dev.recount.query.incident.CredentialLife;
import dev.recount.query.incident.RevokeFirst;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.ResourceEntry;
import dev.recount.streams.index.IndexUnavailable;
import dev.recount.streams.reference.Glob;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets delivery ask the index. While that cannot be read, a page goes out with what the incident itself says. */
final class IndexedSurroundings implements Surroundings {

    private static final RecordJson<ResourceEntry> RESOURCES = RecordJson.of(ResourceEntry.class);
    private static final int ENTRIES_MAX = 10_000;

    private final Views views;
    private final RevokeFirst order;
    private final Clock clock;

    IndexedSurroundings(Views views, Clock clock) {
        this.views = views;
        this.order = new RevokeFirst(new CredentialHistory(views.events(), views.timelines(), views.credentialNames()));
        this.clock = clock;
    }

    @Override
    public Optional<Incident> incident(String id) {
        return views.incidents().incident(id);
    }

    @Override
    public List<String> teams(Incident incident) {
        try {
            return views.registry().entries("resources", null, ENTRIES_MAX).stream()
                    .filter(entry -> incident.resources().stream().anyMatch(id -> Glob.matches(entry.id(), id)))
                    .flatMap(this::owner)
                    .distinct()
                    .toList();
        } catch (IndexUnavailable e) {
            return NONE.teams(incident);
        }
    }

    private Stream<String> owner(RegistryEntry entry) {
        try {
            return entry
                    .asOf(clock.instant())
                    .map(version -> version.body())
                    .map(body -> RESOURCES.read(body.text()).owner())
                    .filter(Objects::nonNull)
                    .stream();
        } catch (UnreadableRecord e) {
            return Stream.empty();
        }
    }

    @Override
    public List<CredentialToRevoke> revokeFirst(Incident incident) {
        var since = new TimeRange(Micros.of(incident.openedAt()), TimeRange.ALWAYS.toMicros());
        try {
            return order.of(incident.credentials(), since, clock.instant()).lives().stream()
                    .filter(life -> life.state() != CredentialLife.State.REVOKED)
                    .map(life -> new CredentialToRevoke(life.key(), RevokeFirst.reasons(life)))
                    .toList();
        } catch (IndexUnavailable e) {
            return NONE.revokeFirst(incident);
        }
    }
}
