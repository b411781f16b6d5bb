package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Reference;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.ingest.person.PersonGuard;
import dev.recount.query.EventSink;
import dev.recount.runtime.settings.Settings;
import dev.recount.runtime.settings.SettingsException;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonDeskTest {

    @TempDir
    Path data;

    private static Settings settings(Map<String, String> variables) {
        return SettingsReader.read(NodeKeys.KEYS, NodeKeys.KEYS, List.of(SettingsSource.environment(variables)));
    }

    private PersonDesk desk(Map<String, String> variables) throws IOException {
        return PersonDesk.of(settings(variables), data, new SecureRandom(), Clock.systemUTC());
    }

    @Test
    void a_start_that_would_write_in_clear_who_was_kept_out_before_is_refused() throws IOException {
        var protect = Map.of("RECOUNT_PERSONS_PROTECT", "true");
        String kept;
        try (var desk = desk(protect)) {
            kept = desk.kept().protect("user:kim");
        }
        for (Map<String, String> forgotten :
                List.of(Map.<String, String>of(), Map.of("RECOUNT_PERSONS_PROTECT", "false"))) {
            assertThatThrownBy(() -> desk(forgotten).close())
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("RECOUNT_PERSONS_PROTECT=true")
                    .hasMessageContaining(data.resolve("person-keys").toString());
        }
        try (var desk = desk(protect)) {
            assertThat(desk.kept().find("user:kim")).contains(kept);
        }
    }

    @Test
    void a_legal_hold_is_on_everybody_whom_its_names_may_mean_and_says_which_mean_nobody() throws IOException {
        try (var desk = desk(Map.of("RECOUNT_PERSONS_PROTECT", "true"))) {
            var kim = desk.kept().protect("user:kim");
            for (String name : List.of("kim", "User:Kim", " user:KIM ", kim, "*")) {
                var hold = new LegalHold("m2", List.of(name), "");
                assertThat(hold.holds(kim, desk.kept())).as(name).isTrue();
                assertThat(hold.unknown(desk.kept())).as(name).isEmpty();
            }
            var unclear = new LegalHold("m2", List.of("Kim S", "user:kimberley"), "");
            assertThat(unclear.holds(kim, desk.kept())).isFalse();
            assertThat(unclear.unknown(desk.kept())).containsExactly("Kim S", "user:kimberley");
            desk.kept().erase(kim, Instant.EPOCH);
            assertThat(new LegalHold("m2", List.of(kim), "").unknown(desk.kept()))
                    .isEmpty();
        }
    }

    @Test
    void a_legal_hold_on_names_that_nobody_has_is_refused_and_says_which() throws IOException {
        try (var desk = desk(Map.of("RECOUNT_PERSONS_PROTECT", "true"))) {
            var kim = desk.kept().protect("user:kim");
            var taken = new ArrayList<Event>();
            var acts = desk.before((EventSink) event -> {
                taken.add(event);
                return CompletableFuture.completedFuture("id");
            });

            assertThat(acts.record(hold("\"kim\",\"Kim S\",\"User:Kim\"")))
                    .isCompletedExceptionally()
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("by the name Kim S (expected: user:NAME");
            assertThat(taken).isEmpty();

            assertThat(acts.record(hold("\"kim\",\"user:new\",\"new@example.com\",\"*\",\"" + kim + "\"")))
                    .isCompletedWithValue("id");
            assertThat(acts.record(hold(""))).isCompletedWithValue("id");
        }
    }

    private static Event hold(String persons) {
        var body = new Json("{\"persons\":[" + persons + "]}");
        return Event.of(EventType.CONTROL)
                .phase(Phase.REFERENCE_CHANGED)
                .reference(new Reference("holds", "m2", null, null, null, body))
                .build();
    }

    @Test
    void nobody_is_kept_out_where_nobody_ever_was() throws IOException {
        try (var desk = desk(Map.of())) {
            assertThat(desk.guard()).isSameAs(PersonGuard.NONE);
        }
    }
}
