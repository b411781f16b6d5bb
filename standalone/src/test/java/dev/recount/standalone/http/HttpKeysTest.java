package dev.recount.standalone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.AdminToken;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Settings;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpKeysTest {

    @TempDir
    Path data;

    private static Settings settings(Map<String, String> environment) {
        return SettingsReader.read(HttpKeys.KEYS, HttpKeys.KEYS, List.of(SettingsSource.environment(environment)));
    }

    @Test
    void listens_on_this_machine_only_unless_told_otherwise() {
        assertThat(HttpKeys.server(settings(Map.of())))
                .isEqualTo(new HttpServer.Config(new HostPort("127.0.0.1", 8080), 32L << 20));
    }

    @Test
    void reads_every_key() {
        assertThat(HttpKeys.server(
                        settings(Map.of("RECOUNT_HOST", "0.0.0.0", "RECOUNT_PORT", "9", "RECOUNT_BODY_MAX", "1KiB"))))
                .isEqualTo(new HttpServer.Config(new HostPort("0.0.0.0", 9), 1024));
    }

    @Test
    void reports_every_fault() {
        assertThatThrownBy(() ->
                        settings(Map.of("RECOUNT_PORT", "x", "RECOUNT_BODY_MAX", "big", "RECOUNT_TOKNES", "t.yaml")))
                .hasMessageContainingAll(
                        "RECOUNT_PORT: x (expected: a number 0..65535)",
                        "RECOUNT_BODY_MAX: big (expected: a size such as 64KiB, 10MiB or 1GiB)",
                        "RECOUNT_TOKNES: no such setting; did you mean RECOUNT_TOKENS?");
    }

    @Test
    void makes_an_admin_token_only_where_none_was_given() throws IOException {
        HttpKeys.tokens(settings(Map.of("RECOUNT_TOKEN", "given")), data, new SecureRandom());
        assertThat(AdminToken.find(data)).isEmpty();

        HttpKeys.tokens(settings(Map.of()), data, new SecureRandom());
        assertThat(AdminToken.find(data)).isPresent();
    }
}
