package dev.recount.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.query.IndexedFixture;
import dev.recount.query.event.TimeRange;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectEventsTest {

    private static final Instant T0 = Instant.parse("2026-04-24T16:00:00Z");
    private static final int CHILDREN = 1_100;

    @TempDir
    Path folder;

    @Test
    void all_that_a_session_started_belongs_to_it_however_many_they_are() {
        try (var fixture = new IndexedFixture(folder)) {
            fixture.add(0, event("root", null));
            for (int i = 0; i < CHILDREN; i++) {
                fixture.add(0, event("child-" + i, "root"));
            }
            var subject = new Subject(Subject.Kind.SESSION, "root");

            assertThat(new SubjectEvents(fixture.views()).of(subject, TimeRange.ALWAYS, T0))
                    .hasValueSatisfying(found -> assertThat(found).hasSize(CHILDREN + 1));
        }
    }

    @Test
    void to_a_protection_group_belongs_what_was_done_to_its_members_while_the_registry_said_so() {
        try (var fixture = new IndexedFixture(folder)) {
            var body = new Json("{\"protection_group\":\"shop\"}");
            var left = T0.plusSeconds(60);
            fixture.add(new RegistryEntry(
                    "resources",
                    "s3:orders",
                    List.of(new RegistryVersion(null, left, T0.plusSeconds(5), "e", false, body))));
            fixture.add(0, onOrders("before", T0));
            fixture.add(0, onOrders("after", left));
            var events = new SubjectEvents(fixture.views());
            var subject = new Subject(Subject.Kind.PROTECTION_GROUP, "shop");

            assertThat(events.of(subject, TimeRange.ALWAYS, left))
                    .hasValueSatisfying(found -> assertThat(found).hasSize(1));
            assertThat(events.of(subject, TimeRange.ALWAYS, T0))
                    .hasValueSatisfying(found -> assertThat(found).isEmpty());
        }
    }

    private static Event onOrders(String id, Instant at) {
        return Event.of(EventType.ACTION)
                .id(id)
                .occurredAt(at)
                .recordedAt(at)
                .resource(new Resource("s3:orders", null, null, null, null))
                .build();
    }

    private static Event event(String session, @Nullable String parent) {
        return Event.of(EventType.SESSION)
                .id("of-" + session)
                .occurredAt(T0)
                .observedAt(T0)
                .recordedAt(T0)
                .session(new Session(session, 1L, parent, null, null))
                .build();
    }
}
