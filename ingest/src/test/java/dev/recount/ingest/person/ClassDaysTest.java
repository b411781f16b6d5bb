package dev.recount.ingest.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDaysTest {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Map<EventType, Duration> PERIODS = Map.of(EventType.ACTION, Duration.ofDays(30));

    @TempDir
    Path folder;

    private PersonKeys keys;
    private ClassDays days;

    @BeforeEach
    void open() throws IOException {
        keys = PersonKeys.open(folder.resolve("class-keys"), new SecureRandom());
        days = new ClassDays(PersonGuard.NONE, keys, PERIODS, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void close() throws IOException {
        keys.close();
    }

    private static Event action(String id, Instant recorded) {
        return JSON.read("""
                {"type":"action","phase":"failed","session":{"id":"s-1","seq":4},"actor":{"id":"agent:a"},
                 "action":{"tool":"Bash","operation":"volumeDelete","summary":"rm the volume","arguments":{"a":["the words"]},
                  "error":{"code":"permission","message":"dana may not"}},
                 "resource":{"id":"railway:volume/1"},"source":{"product":"aws","id":"e-1","record":{"said":"the words"}}}""").toBuilder().id(id).recordedAt(recorded).build();
    }

    @Test
    void what_events_of_a_class_say_is_sealed_and_all_that_joins_and_rules_need_stays() {
        var event = action("evt-1", NOON);
        var written = days.protect(event);
        assertThat(JSON.write(written)).doesNotContain("rm the volume", "the words", "dana");
        assertThat(written.action().operation()).isEqualTo("volumeDelete");
        assertThat(written.action().error().code()).isEqualTo("permission");
        assertThat(written.resource()).isEqualTo(event.resource());
        assertThat(written.source().id()).isEqualTo("e-1");
        assertThat(written.session()).isEqualTo(event.session());
        assertThat(days.reveal(written.action().summary())).isEqualTo("rm the volume");
        assertThat(days.reveal(written.source().record().text())).isEqualTo("\"{\"said\":\"the words\"}\"");
    }

    @Test
    void what_is_written_is_canonical_and_the_same_for_an_event_that_is_sent_again() throws Exception {
        var event = action("evt-1", NOON);
        var written = days.protect(event);
        assertThat(days.protect(event)).isEqualTo(written);
        assertThat(CanonicalJson.of(
                        RecordJson.MAPPER.readTree(written.source().record().text())))
                .isEqualTo(written.source().record());
    }

    @Test
    void an_event_of_another_class_stays_as_it_is() {
        assertThat(days.protect(
                        TestEvents.BARE.toBuilder().type(EventType.SESSION).build()))
                .isEqualTo(TestEvents.BARE.toBuilder().type(EventType.SESSION).build());
    }

    @Test
    void a_day_is_forgotten_when_its_last_moment_was_kept_long_enough_and_not_before() throws Exception {
        var monday = days.protect(action("evt-1", NOON)).action().summary();
        var tuesday = days.protect(action("evt-2", NOON.plus(Duration.ofDays(1))))
                .action()
                .summary();
        var end = Instant.parse("2026-11-24T00:00:00Z").plus(Duration.ofDays(30));

        assertThat(days.over(end.minusMillis(1))).isEmpty();
        assertThat(days.over(end)).extracting(ClassDay::name).containsExactly("class:action/2026-11-23");
        for (ClassDay day : days.over(end)) {
            days.forget(day, end);
        }
        assertThat(days.over(end)).isEmpty();
        assertThat(days.reveal(monday)).isEqualTo(monday);
        assertThat(days.reveal(tuesday)).isEqualTo("rm the volume");
    }

    @Test
    void what_is_forgotten_stays_so_after_a_restart_and_no_key_of_it_is_in_the_file() throws Exception {
        var sealed = days.protect(action("evt-1", NOON)).action().summary();
        days.settle();
        var key = RecordJson.MAPPER
                .readTree(Files.readAllLines(folder.resolve("class-keys")).get(0))
                .path("key")
                .asText();
        days.forget(days.over(NOON.plus(Duration.ofDays(60))).get(0), NOON);
        assertThat(Files.readString(folder.resolve("class-keys"))).doesNotContain(key);
        close();
        open();
        assertThat(days.over(NOON.plus(Duration.ofDays(60)))).isEmpty();
        assertThat(days.reveal(sealed)).isEqualTo(sealed);
    }

    @Test
    void names_of_classes_and_days_are_told_from_those_of_persons() {
        assertThat(ClassDay.named("class:statement/2026-11-23"))
                .hasValueSatisfying(day -> assertThat(day.name()).isEqualTo("class:statement/2026-11-23"));
        assertThat(ClassDay.named("class:nothing/2026-11-23")).isEmpty();
        assertThat(ClassDay.named("class:statement/yesterday")).isEmpty();
        assertThat(ClassDay.named("user:dana")).isEmpty();
    }
}
