package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceNameTest {

    private static final Map<String, String> SHARED_KAFKA = Map.of("RECOUNT_BOOTSTRAP", "kafka:9092");

    @TempDir
    Path data;

    private String name(String folder, Map<String, String> variables) throws IOException {
        var settings =
                SettingsReader.read(NodeKeys.KEYS, NodeKeys.KEYS, List.of(SettingsSource.environment(variables)));
        return InstanceName.of(settings, data.resolve(folder), new SecureRandom());
    }

    @Test
    void processes_on_one_kafka_have_names_of_their_own_and_keep_them() throws IOException {
        var first = name("a", SHARED_KAFKA);

        assertThat(name("b", SHARED_KAFKA)).isNotEqualTo(first);
        assertThat(name("a", SHARED_KAFKA)).isEqualTo(first);
    }

    @Test
    void a_name_that_is_set_holds_and_who_is_alone_needs_none() throws IOException {
        assertThat(name("a", Map.of("RECOUNT_BOOTSTRAP", "kafka:9092", "RECOUNT_INSTANCE", "blue")))
                .isEqualTo("blue");
        assertThat(name("a", Map.of())).isEqualTo("1");
        assertThat(data).isEmptyDirectory();
    }
}
