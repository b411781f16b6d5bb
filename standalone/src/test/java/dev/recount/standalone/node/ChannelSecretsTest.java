package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelSecretsTest {

    private final ChannelSecrets secrets = new ChannelSecrets(Map.of());

    @TempDir
    private Path folder;

    /** Secrets are read every second on the thread that tells everybody: a pipe would hold it up for ever. */
    @Test
    void reads_files_and_nothing_that_could_block() throws IOException {
        var key = Files.writeString(folder.resolve("key"), "secret");
        assertThat(secrets.file(key.toString())).isEqualTo("secret");

        var link = Files.createSymbolicLink(folder.resolve("link"), key);
        assertThat(secrets.file(link.toString())).isEqualTo("secret");

        for (String device : new String[] {"/dev/null", folder.toString(), "\0"}) {
            assertThatThrownBy(() -> secrets.file(device)).isInstanceOf(IOException.class);
        }
    }
}
