package dev.recount.streams.topology;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.reference.RegistryEntry;
import dev.recount.streams.detect.LiveRules;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.replay.Standing;
import dev.recount.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topology under test, fed with events and read by consumers that keep the latest of each id. */
final class Driver implements AutoCloseable {

    static final Codecs CODECS = Codecs.released();

    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> events;
    private final TestOutputTopic<String, byte[]> alertsOut;
    private final TestOutputTopic<String, byte[]> incidentsOut;
    private final TestOutputTopic<String, byte[]> factsOut;
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Map<String, Incident> incidents = new LinkedHashMap<>();
    private final Map<String, EventFacts> facts = new LinkedHashMap<>();
    private final List<Alert> revisions = new ArrayList<>();
    final DetectionCounters counters = new DetectionCounters();

    Driver(RuleBook rules, Path folder, Instant wallClock) {
        this(LiveRules.always(rules), folder, wallClock);
    }

    Driver(LiveRules rules, Path folder, Instant wallClock) {
        var properties = new Properties();
        properties.putAll(DetectionSettings.of("localhost:1", "test", folder).properties());
        var topology = new DetectionTopology(CODECS, rules, new ReferenceBook(), counters).topology();
        driver = new TopologyTestDriver(topology, properties, wallClock);
        events = driver.createInputTopic(Topics.EVENTS.name(), new StringSerializer(), new ByteArraySerializer());
        alertsOut = output(Topics.ALERTS.name());
        incidentsOut = output(Topics.INCIDENTS.name());
        factsOut = output(Topics.FACTS.name());
    }

    TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    void send(Event event) {
        events.pipeInput(Topics.key(event), CODECS.events().encode(event));
    }

    void publish(RegistryEntry entry) {
        driver.createInputTopic(Topics.REGISTRY.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(entry.key(), CODECS.registry().encode(entry));
    }

    void sendBytes(String key, byte[] value) {
        events.pipeInput(key, value);
    }

    void sendAll(List<Event> all) {
        all.forEach(this::send);
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    List<Alert> revisions() {
        read();
        return revisions;
    }

    Map<String, EventFacts> facts() {
        read();
        return facts;
    }

    Map<String, Alert> alerts() {
        read();
        return alerts;
    }

    Map<String, Incident> incidents() {
        read();
        return incidents;
    }

    Standing standing() {
        read();
        return Standing.of(alerts.values(), incidents.values());
    }

    private void read() {
        alertsOut.readValuesToList().stream().map(CODECS.alerts()::decode).forEach(alert -> {
            alerts.put(alert.id(), alert);
            revisions.add(alert);
        });
        incidentsOut.readValuesToList().stream()
                .map(CODECS.incidents()::decode)
                .forEach(incident -> incidents.put(incident.id(), incident));
        factsOut.readValuesToList().stream()
                .map(CODECS.facts()::decode)
                .forEach(about -> facts.put(about.eventId(), about));
    }

    @Override
    public void close() {
        driver.close();
    }
}
