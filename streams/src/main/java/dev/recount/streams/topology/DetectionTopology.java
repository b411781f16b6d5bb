package dev.recount.streams.topology;

import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.reference.RegistryEntry;
import dev.recount.streams.baseline.Sighting;
import dev.recount.streams.detect.Issued;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleMatch;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.topic.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * From events to alerts: enrich and match where the event is, correlate where its group is, merge in one place. Reference data
 * takes a side road: folded by entry, published, and read back by every instance into its book. What sessions of a family tell one
 * another goes around: to {@code recount.kin} and back into the first stage.
 */
public final class DetectionTopology {

    private static final Serde<String> KEY = Serdes.String();

    private final Codecs codecs;
    private final LiveRules rules;
    private final ReferenceBook book;
    private final DetectionCounters counters;

    /**
     * @param rules are changed by {@code recount.registry}
     * @param book is filled from {@code recount.registry}; empty at first
     */
    public DetectionTopology(Codecs codecs, LiveRules rules, ReferenceBook book, DetectionCounters counters) {
        this.codecs = codecs;
        this.rules = rules;
        this.book = book;
        this.counters = counters;
    }

    /** The topology; the public topics must exist with the partitions they are to have. */
    public Topology topology() {
        var builder = new StreamsBuilder();
        readBook(builder);
        var emissions = enrich(builder);
        publishFacts(emissions);
        tellFamilies(emissions);
        keepRegistry(builder, emissions);
        keepHabits(builder, emissions);
        publish(mergeIntoIncidents(builder, correlate(builder, emissions), responses(emissions)));
        return builder.build();
    }

    private void readBook(StreamsBuilder builder) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(KeepBook.STORE), KEY, AvroSerde.of(codecs.registry())),
                Topics.REGISTRY.name(),
                Consumed.with(KEY, AvroSerde.of(codecs.registry())).withName("read-registry"),
                () -> new KeepBook(book, rules));
    }

    private KStream<String, Emission> enrich(StreamsBuilder builder) {
        builder.addStateStore(State.builder(Enrich.STORE));
        KStream<String, byte[]> told = builder.stream(
                Topics.KIN.name(), Consumed.with(KEY, Serdes.ByteArray()).withName("read-kin"));
        return builder.stream(
                        Topics.EVENTS.name(),
                        Consumed.with(KEY, Serdes.ByteArray()).withName("read-events"))
                .merge(told, Named.as("events-and-kin"))
                .process(() -> new Enrich(codecs.events(), rules, book, counters), Named.as("enrich"), Enrich.STORE);
    }

    private void publishFacts(KStream<String, Emission> emissions) {
        only(emissions, Emission.Derived.class, "facts")
                .mapValues(Emission.Derived::facts, Named.as("facts-value"))
                .to(
                        Topics.FACTS.name(),
                        Produced.with(KEY, AvroSerde.of(codecs.facts())).withName("write-facts"));
    }

    private void tellFamilies(KStream<String, Emission> emissions) {
        only(emissions, Emission.Told.class, "told")
                .mapValues(Emission.Told::event, Named.as("told-value"))
                .to(
                        Topics.KIN.name(),
                        Produced.with(KEY, AvroSerde.of(codecs.events())).withName("write-kin"));
    }

    private void keepRegistry(StreamsBuilder builder, KStream<String, Emission> emissions) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(KeepRegistry.STORE), KEY, AvroSerde.of(StateCodecs.ENTRY_EVENTS))
                .withCachingDisabled());
        KStream<String, Event> declared = only(emissions, Emission.Declared.class, "declared")
                .mapValues(Emission.Declared::event, Named.as("declared-value"));
        KStream<String, RegistryEntry> entries = declared.repartition(Repartitioned.<String, Event>as("declared")
                        .withKeySerde(KEY)
                        .withValueSerde(AvroSerde.of(StateCodecs.EVENT))
                        .withNumberOfPartitions(1))
                .process(KeepRegistry::new, Named.as("keep-registry"), KeepRegistry.STORE);
        entries.to(
                Topics.REGISTRY.name(),
                Produced.with(KEY, AvroSerde.of(codecs.registry())).withName("write-registry"));
    }

    private void keepHabits(StreamsBuilder builder, KStream<String, Emission> emissions) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(KeepHabits.STORE), KEY, AvroSerde.of(StateCodecs.KEPT))
                .withCachingDisabled());
        only(emissions, Emission.Seen.class, "seen")
                .mapValues(Emission.Seen::sighting, Named.as("seen-value"))
                .repartition(Repartitioned.<String, Sighting>as("sightings")
                        .withKeySerde(KEY)
                        .withValueSerde(AvroSerde.of(StateCodecs.SIGHTING))
                        .withNumberOfPartitions(1))
                .process(() -> new KeepHabits(book, counters), Named.as("keep-habits"), KeepHabits.STORE)
                .to(
                        Topics.REGISTRY.name(),
                        Produced.with(KEY, AvroSerde.of(codecs.registry())).withName("write-habits"));
    }

    private KStream<String, BoardInput> correlate(StreamsBuilder builder, KStream<String, Emission> emissions) {
        var matches = only(emissions, Emission.Matched.class, "matched")
                .mapValues(Emission.Matched::match, Named.as("matched-value"))
                .repartition(Repartitioned.<String, RuleMatch>as("matches")
                        .withKeySerde(KEY)
                        .withValueSerde(AvroSerde.of(StateCodecs.MATCH)));
        return correlate(builder, matches, rules, counters)
                .mapValues(issued -> new BoardInput(issued, null), Named.as("issued-value"))
                .repartition(toBoard("issued"));
    }

    /**
     * The part of the topology that takes matches into their groups, for whoever has matches of its own.
     *
     * @param matches by group, see {@link dev.recount.streams.detect.GroupKey}; all of a group in one partition
     * @return every revision of every alert, by the alert's id
     */
    public static KStream<String, Issued> correlate(
            StreamsBuilder builder, KStream<String, RuleMatch> matches, LiveRules rules, DetectionCounters counters) {
        builder.addStateStore(State.builder(Correlate.STORE));
        return matches.process(() -> new Correlate(rules, counters), Named.as("correlate"), Correlate.STORE);
    }

    private KStream<String, BoardInput> responses(KStream<String, Emission> emissions) {
        return only(emissions, Emission.Responded.class, "responded")
                .mapValues(responded -> new BoardInput(null, responded.response()), Named.as("responded-value"))
                .repartition(toBoard("responses"));
    }

    private static Repartitioned<String, BoardInput> toBoard(String name) {
        return Repartitioned.<String, BoardInput>as(name)
                .withKeySerde(KEY)
                .withValueSerde(AvroSerde.of(StateCodecs.BOARD_INPUT))
                .withNumberOfPartitions(1);
    }

    private static KStream<String, Published> mergeIntoIncidents(
            StreamsBuilder builder, KStream<String, BoardInput> issued, KStream<String, BoardInput> responses) {
        builder.addStateStore(State.builder(Incidents.STORE));
        return issued.merge(responses, Named.as("board-input"))
                .process(Incidents::new, Named.as("incidents"), Incidents.STORE);
    }

    private void publish(KStream<String, Published> published) {
        published
                .filter((key, value) -> value.alert() != null, Named.as("alerts"))
                .mapValues(Published::alert, Named.as("alerts-value"))
                .to(
                        Topics.ALERTS.name(),
                        Produced.with(KEY, AvroSerde.of(codecs.alerts())).withName("write-alerts"));
        published
                .filter((key, value) -> value.incident() != null, Named.as("incidents-only"))
                .mapValues(Published::incident, Named.as("incidents-value"))
                .to(
                        Topics.INCIDENTS.name(),
                        Produced.with(KEY, AvroSerde.of(codecs.incidents())).withName("write-incidents"));
    }

    private static <E extends Emission> KStream<String, E> only(
            KStream<String, Emission> emissions, Class<E> kind, String name) {
        return emissions
                .filter((key, emission) -> kind.isInstance(emission), Named.as(name))
                .mapValues(kind::cast, Named.as(name + "-cast"));
    }
}
