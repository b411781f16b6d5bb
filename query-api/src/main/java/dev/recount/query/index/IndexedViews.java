package dev.recount.query.index;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.codec.Codecs;
import dev.recount.query.Views;
import dev.recount.query.alert.AlertReads;
import dev.recount.query.incident.IncidentReads;
import dev.recount.query.page.Place;
import dev.recount.query.registry.RegistryReads;
import dev.recount.reference.RegistryEntry;
import dev.recount.streams.index.IndexReads;
import dev.recount.streams.index.IndexStores;
import dev.recount.streams.index.TableKeys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every view over the stores of one index. */
public final class IndexedViews {

    private IndexedViews() {}

    /** The views of {@code index}. They can be made before it is started. */
    public static Views of(IndexReads index, Codecs codecs) {
        var events = new IndexedEvents(index.store(IndexStores.EVENTS), codecs.events());
        var facts = new IndexedTable<>(index.store(IndexStores.FACTS), codecs.facts());
        return new Views(
                events,
                events,
                new IndexedNames(index.store(IndexStores.EVENTS)),
                ids -> facts.values("", ids),
                new Alerts(new IndexedTable<>(index.store(IndexStores.ALERTS), codecs.alerts())),
                new Incidents(new IndexedTable<>(index.store(IndexStores.INCIDENTS), codecs.incidents())),
                new Registry(new IndexedTable<>(index.store(IndexStores.REGISTRY), codecs.registry())));
    }

    private record Alerts(IndexedTable<Alert> table) implements AlertReads {

        @Override
        public Optional<Alert> alert(String id) {
            return table.value("", id);
        }

        @Override
        public List<Alert> latest(@Nullable Place after, Predicate<Alert> filter, int max) {
            return table.latest(after, filter, max);
        }

        @Override
        public Map<String, List<Alert>> resting(Collection<String> eventIds) {
            return table.referring(eventIds);
        }
    }

    private record Incidents(IndexedTable<Incident> table) implements IncidentReads {

        @Override
        public Optional<Incident> incident(String id) {
            return table.value("", id);
        }

        @Override
        public List<Incident> latest(@Nullable Place after, Predicate<Incident> filter, int max) {
            return table.latest(after, filter, max);
        }
    }

    private record Registry(IndexedTable<RegistryEntry> table) implements RegistryReads {

        @Override
        public Optional<RegistryEntry> entry(String kind, String id) {
            return table.value(kind, id);
        }

        @Override
        public List<RegistryEntry> entries(String kind, @Nullable String afterId, int max) {
            return table.group(kind, afterId, max);
        }

        @Override
        public List<RegistryEntry> referring(String kind, String to) {
            var reference = TableKeys.ofKind(kind, to);
            return table.referring(List.of(reference)).getOrDefault(reference, List.of());
        }
    }
}
