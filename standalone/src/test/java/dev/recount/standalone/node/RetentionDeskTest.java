package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.TestEvents;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.ingest.person.ClassDays;
import dev.recount.ingest.person.PersonGuard;
import dev.recount.ingest.person.PersonKeys;
import dev.recount.runtime.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionDeskTest {

    private static final Instant RECORDED = Instant.parse("2026-11-01T12:00:00Z");
    private static final Clock LATER = Clock.fixed(RECORDED.plus(Duration.ofDays(31)), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final List<Event> recorded = new ArrayList<>();
    private PersonKeys keys;
    private ClassDays days;
    private String sealed;

    @BeforeEach
    void seal() throws IOException {
        keys = PersonKeys.open(folder.resolve("class-keys"), new SecureRandom());
        days = new ClassDays(PersonGuard.NONE, keys, Map.of(EventType.ACTION, Duration.ofDays(30)), LATER);
        var event = TestEvents.EVERYTHING.toBuilder()
                .type(EventType.ACTION)
                .recordedAt(RECORDED)
                .build();
        sealed = String.valueOf(days.protect(event).action().summary());
    }

    @AfterEach
    void close() throws IOException {
        keys.close();
    }

    private void look(Supplier<List<LegalHold>> holds, Consumer<Event> record) {
        try (var desk = new RetentionDesk(days, holds, record, LATER)) {
            desk.look();
        }
    }

    private boolean isForgotten() {
        return days.reveal(sealed).equals(sealed);
    }

    @Test
    void what_is_over_is_put_on_record_and_then_forgotten_and_that_once() {
        Consumer<Event> record = event -> {
            assertThat(isForgotten()).isFalse();
            recorded.add(event);
        };
        look(List::of, record);
        look(List::of, record);
        assertThat(isForgotten()).isTrue();
        assertThat(recorded).singleElement().satisfies(event -> {
            assertThat(event.action().operation()).isEqualTo("recount.forget");
            assertThat(event.resourceId()).isEqualTo("recount:class:action/2026-11-01");
        });
    }

    @Test
    void a_legal_hold_beats_it_until_it_ends() {
        look(() -> List.of(new LegalHold("matter-17", List.of("user:dana"), "")), recorded::add);
        assertThat(isForgotten()).isFalse();
        assertThat(recorded).isEmpty();
        look(List::of, recorded::add);
        assertThat(isForgotten()).isTrue();
    }

    @Test
    void nothing_is_forgotten_while_holds_are_not_known_or_the_log_does_not_take_it() {
        look(
                () -> {
                    throw Problem.UNAVAILABLE.because("not read yet");
                },
                recorded::add);
        look(List::of, event -> {
            throw new IllegalStateException("no log");
        });
        assertThat(isForgotten()).isFalse();
    }
}
