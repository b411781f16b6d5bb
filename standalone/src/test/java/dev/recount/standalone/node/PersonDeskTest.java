package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.ingest.person.PersonGuard;
import dev.recount.runtime.settings.Settings;
import dev.recount.runtime.settings.SettingsException;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
    void nobody_is_kept_out_where_nobody_ever_was() throws IOException {
        try (var desk = desk(Map.of())) {
            assertThat(desk.guard()).isSameAs(PersonGuard.NONE);
        }
    }
}
