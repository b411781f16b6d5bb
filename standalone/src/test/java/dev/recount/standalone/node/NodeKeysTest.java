package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.runtime.settings.SettingsException;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import dev.recount.standalone.data.DataDirectory;
import dev.recount.standalone.data.DataDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key that names secrets: made once, and never again where something was named with it. */
class NodeKeysTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    @Test
    void makes_the_key_where_nothing_is_kept_yet_and_keeps_it() throws IOException {
        FingerprintKey made = key(Map.of());

        Files.createDirectories(folder.resolve("kafka"));
        assertThat(key(Map.of())).isEqualTo(made);
    }

    @Test
    void makes_no_second_key_where_events_were_named_with_one() throws IOException {
        Files.createDirectories(folder.resolve("kafka"));

        assertThatThrownBy(() -> key(Map.of()))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("fingerprint-key is gone")
                .hasMessageContaining("put it back from a copy, or set RECOUNT_FINGERPRINT_KEY");
        assertThat(folder.resolve("fingerprint-key")).doesNotExist();
        assertThat(key(Map.of("RECOUNT_FINGERPRINT_KEY", "0".repeat(64))))
                .isEqualTo(FingerprintKey.ofHex("0".repeat(64)));
    }

    @Test
    void says_what_is_wrong_with_a_key() throws IOException {
        assertThatThrownBy(() -> key(Map.of("RECOUNT_FINGERPRINT_KEY", "abc")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("at least 32 hexadecimal digits")
                .hasMessageNotContaining("abc");
        Files.writeString(folder.resolve("fingerprint-key"), "zz\n");
        assertThatThrownBy(() -> key(Map.of()))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("fingerprint-key: ")
                .hasMessageContaining("put it back from a copy");
    }

    private FingerprintKey key(Map<String, String> environment) throws IOException {
        try (var data = DataDirectory.open(folder)) {
            return NodeKeys.fingerprintKey(
                    SettingsReader.read(NodeKeys.KEYS, NodeKeys.KEYS, List.of(SettingsSource.environment(environment))),
                    data,
                    RANDOM);
        }
    }
}
