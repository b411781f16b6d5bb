package dev.recount.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerAddressTest {

    @TempDir
    Path data;

    private ServerAddress address(Map<String, String> environment) throws IOException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("RECOUNT_DATA", data.toString());
        return ServerAddress.of(SettingsReader.read(
                ServerAddress.KEYS, ServerAddress.KEYS, List.of(SettingsSource.environment(variables))));
    }

    @Test
    void is_the_usual_local_one_where_nothing_is_known() throws IOException {
        ServerAddress address = address(Map.of());

        assertThat(address.server()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(address.token()).isEmpty();
    }

    @Test
    void is_the_one_that_runs_on_the_local_data() throws IOException {
        Files.writeString(data.resolve(ServerAddress.FILE), "http://127.0.0.1:9999\n");
        Files.writeString(data.resolve("admin-token"), "local\n");

        assertThat(address(Map.of()))
                .isEqualTo(new ServerAddress(
                        URI.create("http://127.0.0.1:9999"), java.util.Optional.of(Secret.of("local"))));
    }

    @Test
    void keeps_the_local_admin_token_from_servers_elsewhere() throws IOException {
        Files.writeString(data.resolve("admin-token"), "local\n");

        assertThat(address(Map.of("RECOUNT_SERVER", "https://recount.example.org"))
                        .token())
                .isEmpty();
        assertThat(address(Map.of("RECOUNT_SERVER", "http://localhost:1")).token())
                .contains(Secret.of("local"));
        assertThat(address(Map.of("RECOUNT_SERVER", "http://127.0.0.1.example.org:1"))
                        .token())
                .isEmpty();
    }

    @Test
    void prefers_a_token_that_was_given() throws IOException {
        Files.writeString(data.resolve("admin-token"), "local\n");

        assertThat(address(Map.of("RECOUNT_TOKEN", "given")).token()).contains(Secret.of("given"));
    }
}
