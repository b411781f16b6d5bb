package dev.recount.query;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.event.Session;
import dev.recount.query.alert.AlertReads;
import dev.recount.query.credential.OtherName;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.ShownEvent;
import dev.recount.query.event.Sightings;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.query.event.Vicinity;
import dev.recount.query.incident.IncidentReads;
import dev.recount.query.page.Place;
import dev.recount.query.registry.RegistryReads;
import dev.recount.reference.RegistryEntry;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.EventDimensions;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every view as a walk over a list: too slow for use and too simple to be wrong. */
public final class NaiveViews implements ViewsFixture {

    private final List<RecordedEvent> events = new ArrayList<>();
    private final Map<String, EventFacts> facts = new HashMap<>();
    private final Map<String, Alert> alerts = new HashMap<>();
    private final Map<String, Incident> incidents = new HashMap<>();
    private final Map<String, RegistryEntry> registry = new HashMap<>();

    @Override
    public synchronized void add(int partition, Event event) {
        long offset = events.stream().filter(e -> e.partition() == partition).count();
        boolean known = events.stream().anyMatch(e -> e.partition() == partition && e.id().equals(event.id()));
        if (!known) {
            events.add(new RecordedEvent(event, partition, offset));
        }
    }

    @Override
    public synchronized void add(EventFacts derived) {
        facts.put(derived.eventId(), derived);
    }

    @Override
    public synchronized void add(Alert alert) {
        alerts.put(alert.id(), alert);
    }

    @Override
    public synchronized void add(Incident incident) {
        incidents.put(incident.id(), incident);
    }

    @Override
    public synchronized void add(RegistryEntry entry) {
        registry.put(entry.key(), entry);
    }

    @Override
    public Views views() {
        var reads = new Events();
        return new Views(reads, reads, this::names, this::facts, new Alerts(), new Incidents(), new Registry());
    }

    private Map<String, List<OtherName>> names(Collection<String> names) {
        var found = new HashMap<String, List<OtherName>>();
        for (String name : names) {
            var others = new TreeMap<String, Long>();
            all().stream()
                    .filter(event -> event.event().credential() != null)
                    .filter(event ->
                            EventDimensions.names(event.event().credential()).contains(name))
                    .forEach(event -> EventDimensions.names(event.event().credential()).stream()
                            .filter(other -> !other.equals(name))
                            .forEach(other -> others.merge(other, Micros.of(event.recordedAt()), Math::min)));
            if (!others.isEmpty()) {
                found.put(
                        name,
                        others.entrySet().stream()
                                .map(other -> new OtherName(other.getKey(), other.getValue()))
                                .toList());
            }
        }
        return found;
    }

    private Map<String, EventFacts> facts(Collection<String> ids) {
        var found = new HashMap<>(facts);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public void close() {}

    private synchronized List<RecordedEvent> all() {
        return List.copyOf(events);
    }

    private final class Events implements EventReads, TimelineReads {

        @Override
        public Optional<RecordedEvent> event(String id) {
            return all().stream()
                    .filter(event -> event.id().equals(id))
                    .min(Comparator.comparing(RecordedEvent::recordedAt).thenComparing(RecordedEvent::partition));
        }

        @Override
        public List<RecordedEvent> events(List<IndexEntry> entries) {
            return entries.stream()
                    .flatMap(entry ->
                            all().stream().filter(event -> event.entry().equals(entry)))
                    .toList();
        }

        @Override
        public List<ShownEvent> shown(List<IndexEntry> entries) {
            return events(entries).stream()
                    .map(found ->
                            new ShownEvent(found, RecordJson.of(Event.class).canonical(found.event())))
                    .toList();
        }

        @Override
        public List<byte[]> canonical(List<IndexEntry> entries) {
            return events(entries).stream()
                    .map(found -> RecordJson.of(Event.class).canonical(found.event()))
                    .toList();
        }

        @Override
        public Optional<Instant> newestRecordedAt() {
            return all().stream().map(RecordedEvent::recordedAt).max(Comparator.naturalOrder());
        }

        @Override
        public List<IndexEntry> entries(
                Dimension dimension, String id, TimeRange range, @Nullable IndexEntry after, boolean reverse, int max) {
            Comparator<IndexEntry> order = reverse ? Comparator.reverseOrder() : Comparator.naturalOrder();
            return all().stream()
                    .filter(event -> speaksOf(event.event(), dimension, id))
                    .map(RecordedEvent::entry)
                    .filter(entry -> range.contains(entry.occurredAtMicros()))
                    .filter(entry -> after == null || order.compare(entry, after) > 0)
                    .sorted(order)
                    .limit(max)
                    .toList();
        }

        @Override
        public Map<String, Long> firstRecorded(Collection<String> ids) {
            var recorded = new HashMap<String, Long>();
            all().stream()
                    .filter(event -> ids.contains(event.id()))
                    .forEach(event -> recorded.merge(event.id(), Micros.of(event.recordedAt()), Math::min));
            return recorded;
        }

        @Override
        public List<Sighting> sightings(
                Dimension dimension, String id, TimeRange range, @Nullable IndexEntry after, boolean reverse, int max) {
            return events(entries(dimension, id, range, after, reverse, max)).stream()
                    .map(event -> Sighting.of(event.event(), event.entry()))
                    .toList();
        }

        /** No more than is asked for, so that whoever needs more has to ask. */
        @Override
        public Map<String, Sightings> around(Dimension dimension, Collection<Vicinity> around, int before, int max) {
            var found = new HashMap<String, Sightings>();
            for (var thing : around) {
                var until = new TimeRange(
                        TimeRange.ALWAYS.fromMicros(), thing.range().toMicros());
                var all = sightings(dimension, thing.id(), until, null, false, ALL);
                int earlier = (int) all.stream()
                        .filter(one ->
                                one.entry().occurredAtMicros() < thing.range().fromMicros())
                        .count();
                int from = Math.max(Math.max(0, earlier - before), all.size() - max);
                found.put(
                        thing.id(),
                        new Sightings(all.subList(from, all.size()), from == 0 && earlier < before, until.toMicros()));
            }
            return found;
        }

        @Override
        public List<String> children(String session) {
            return all().stream()
                    .map(event -> event.event().session())
                    .filter(child -> child != null && session.equals(child.parentId()))
                    .map(Session::id)
                    .distinct()
                    .sorted()
                    .toList();
        }

        @Override
        public long disagreementMicros(String session) {
            return Long.MAX_VALUE;
        }

        @Override
        public long disagreementMicros(Dimension dimension, Collection<String> ids, TimeRange range) {
            return Long.MAX_VALUE;
        }

        private boolean speaksOf(Event event, Dimension dimension, String id) {
            var found = new ArrayList<String>();
            EventDimensions.of(event, (d, value) -> {
                if (d == dimension) {
                    found.add(value);
                }
            });
            return found.contains(id);
        }
    }

    private final class Alerts implements AlertReads {

        @Override
        public Optional<Alert> alert(String id) {
            return Optional.ofNullable(alerts.get(id));
        }

        @Override
        public List<Alert> latest(@Nullable Place after, Predicate<Alert> filter, int max) {
            return NaiveViews.latest(
                    alerts.values().stream().filter(filter),
                    a -> new Place(Micros.of(a.raisedAt()), a.id()),
                    after,
                    max);
        }

        @Override
        public Map<String, List<Alert>> resting(Collection<String> eventIds) {
            var resting = new HashMap<String, List<Alert>>();
            alerts.values().stream().sorted(Comparator.comparing(Alert::id)).forEach(alert -> alert.evidence().stream()
                    .filter(eventIds::contains)
                    .distinct()
                    .forEach(id -> resting.computeIfAbsent(id, key -> new ArrayList<>())
                            .add(alert)));
            return resting;
        }
    }

    private final class Incidents implements IncidentReads {

        @Override
        public Optional<Incident> incident(String id) {
            return Optional.ofNullable(incidents.get(id));
        }

        @Override
        public List<Incident> latest(@Nullable Place after, Predicate<Incident> filter, int max) {
            return NaiveViews.latest(
                    incidents.values().stream().filter(filter),
                    i -> new Place(Micros.of(i.openedAt()), i.id()),
                    after,
                    max);
        }
    }

    private final class Registry implements RegistryReads {

        @Override
        public Optional<RegistryEntry> entry(String kind, String id) {
            return Optional.ofNullable(registry.get(kind + "/" + id));
        }

        @Override
        public List<RegistryEntry> entries(String kind, @Nullable String afterId, int max) {
            return registry.values().stream()
                    .filter(entry -> entry.kind().equals(kind))
                    .filter(entry -> afterId == null || entry.id().compareTo(afterId) > 0)
                    .sorted(Comparator.comparing(RegistryEntry::id))
                    .limit(max)
                    .toList();
        }

        @Override
        public List<RegistryEntry> referring(String kind, String to) {
            return entries(kind, null, Integer.MAX_VALUE).stream()
                    .filter(entry -> entry.versions().stream()
                            .anyMatch(version -> version.body() != null
                                    && version.body().text().contains("\"" + to + "\"")))
                    .toList();
        }
    }

    private static <T> List<T> latest(Stream<T> values, Function<T, Place> place, @Nullable Place after, int max) {
        var order = Comparator.comparingLong(Place::atMicros)
                .thenComparing(Place::id)
                .reversed();
        return values.filter(value -> after == null || order.compare(place.apply(value), after) > 0)
                .sorted(Comparator.comparing(place, order))
                .limit(max)
                .filter(Objects::nonNull)
                .toList();
    }
}
