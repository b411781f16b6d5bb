package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Verb;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.streams.baseline.Sighting;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.incident.Response;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.RegistryKey;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A glance at an event must never miss what reading all of it would tell. */
class GlanceTest {

    private static final Path FIXTURES = Path.of("..", "detections", "fixtures");
    private static final Codecs CODECS = Codecs.released();
    private static final RuleBook SHIPPED = RuleFiles.shippedBook();

    /** Rules that ask for what a glance leaves out unless a rule asks for it. */
    private static final RuleBook CURIOUS = RuleBook.of(RuleCollection.of(SigmaParser.parse("curious.yml", """
            title: argument
            name: argument
            logsource: {product: recount, category: action}
            detection: {sel: {action.arguments.command|contains: rm}, condition: sel}
            ---
            title: label
            name: label
            logsource: {product: recount, category: action}
            detection: {sel: {labels.cwd|contains: repo, action.summary|exists: true}, condition: sel}
            ---
            title: sensor
            name: sensor
            logsource: {product: recount}
            detection: {sel: {sensor.name|startswith: s, session.task.purpose|exists: true}, condition: sel}
            ---
            title: place
            name: place
            logsource: {product: recount, category: action}
            detection: {sel: {action.verb: modify, resource.environment: production}, condition: sel}
            """)));

    private final Map<String, SessionMemory> memories = new HashMap<>();
    private final ReferenceBook book = new ReferenceBook();
    private int passedOver;

    @TestFactory
    Stream<DynamicTest> every_story_is_seen_as_if_read_in_full() throws IOException {
        try (var files = Files.list(FIXTURES)) {
            return files
                    .filter(file -> file.toString().endsWith(".ndjson"))
                    .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                        compare(SHIPPED, events(file));
                        memories.clear();
                        compare(CURIOUS, events(file));
                    }))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void events_of_any_kind_are_seen_as_if_read_in_full(long seed) {
        var random = new RandomEvents(seed);
        random.registry().forEach(book::apply);
        List<Event> events = Stream.generate(random::next)
                .limit(60)
                .flatMap(event -> Stream.of(event, everyday(event)))
                .toList();

        compare(seed % 2 == 0 ? SHIPPED : CURIOUS, events);

        assertThat(passedOver).as("seed %d: some event must not matter", seed).isPositive();
    }

    /** Most of what agents do: reading and editing files, without any credential. */
    private static Event everyday(Event event) {
        var edits = event.id() != null && event.id().hashCode() % 2 == 0;
        return event.toBuilder()
                .type(EventType.ACTION)
                .id("everyday-" + event.id())
                .phase(Phase.SUCCEEDED)
                .credential(null)
                .action(new Action(
                        null, "Edit", null, edits ? Verb.MODIFY : Verb.READ, "a file", null, null, null, null, null))
                .resource(new Resource("file:/repo/src/Main.java", "file", null, null, null))
                .build();
    }

    private void compare(RuleBook rules, List<Event> events) {
        var fold = new SessionFold(rules, book);
        for (Event event : events) {
            var seen = CODECS.events().decode(CODECS.events().encode(event), rules.glance());
            assertThat(Topics.key(seen)).isEqualTo(Topics.key(event));
            assertThat(RegistryKey.of(seen)).isEqualTo(RegistryKey.of(event));
            assertThat(Response.of(seen)).isEqualTo(Response.of(event));
            assertThat(Sighting.definesTool(seen)).isEqualTo(Sighting.definesTool(event));
            if (!Sighting.definesTool(event)) {
                assertThat(Sighting.of(seen)).isEqualTo(Sighting.of(event));
            }
            var memory = memories.computeIfAbsent(Topics.key(event), owner -> new SessionMemory());
            boolean concerns = fold.concerns(memory, seen);
            var outcome = fold.accept(memory, new Footprint(), event);
            if (!concerns) {
                passedOver++;
                assertThat(outcome).as("%s", event).isEqualTo(SessionFold.Outcome.empty());
            }
        }
    }

    private static List<Event> events(Path story) throws IOException {
        List<Event> events = new ArrayList<>();
        for (String line : Files.readAllLines(story)) {
            events.add(RecordJson.of(Event.class).read(line));
        }
        return events;
    }
}
