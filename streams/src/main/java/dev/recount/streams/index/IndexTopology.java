package dev.recount.streams.index;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.codec.Codecs;
import dev.recount.event.EventFacts;
import dev.recount.reference.RegistryEntry;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/** One source, one processor and one store per topic; nothing is repartitioned and nothing is written to Kafka. */
final class IndexTopology {

    private final Codecs codecs;
    private final IndexFiles files;
    private final IndexCounters counters;
    private final Runnable changed;

    /** @param changed told after each change, from the thread that made it; must return at once */
    IndexTopology(Codecs codecs, IndexFiles files, IndexCounters counters, Runnable changed) {
        this.codecs = codecs;
        this.files = files;
        this.counters = counters;
        this.changed = changed;
    }

    Topology topology() {
        var topology = new Topology();
        folds().forEach((topic, fold) -> index(topology, topic, IndexStores.of(topic), fold));
        return topology;
    }

    /** What is done with each topic. */
    Map<Topic, Fold> folds() {
        return Map.of(
                Topics.EVENTS, new EventFold(codecs.events(), counters),
                Topics.FACTS, facts(),
                Topics.ALERTS, alerts(),
                Topics.INCIDENTS, incidents(),
                Topics.REGISTRY, registry());
    }

    private Fold facts() {
        return new TableFold<>(
                codecs.facts(), new TableFold.Keys<>(facts -> "", EventFacts::eventId, null, facts -> List.of()));
    }

    private Fold alerts() {
        return new TableFold<>(
                codecs.alerts(), new TableFold.Keys<>(alert -> "", Alert::id, Alert::raisedAt, Alert::evidence));
    }

    private Fold incidents() {
        return new TableFold<>(
                codecs.incidents(),
                new TableFold.Keys<>(incident -> "", Incident::id, Incident::openedAt, Incident::alerts));
    }

    private Fold registry() {
        return new TableFold<>(
                codecs.registry(),
                new TableFold.Keys<>(RegistryEntry::kind, RegistryEntry::id, null, RegistryReferences::of));
    }

    private void index(Topology topology, Topic topic, String store, Fold fold) {
        var bytes = new ByteArrayDeserializer();
        topology.addSource("read-" + store, bytes, bytes, topic.name())
                .addProcessor(
                        "index-" + store,
                        () -> new IndexProcessor(store, fold, counters, changed, files::isLoading),
                        "read-" + store)
                .addStateStore(IndexStore.builder(store, files), "index-" + store);
    }
}
