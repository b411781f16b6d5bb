package dev.recount.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    enum Level {
        QUIET,
        VERY_LOUD
    }

    private static final Key<Integer> PORT =
            Key.integer("port", 1, 65_535, "Where to listen.").orElse("8080");
    private static final Key<Duration> WAIT =
            Key.duration("ingest.wait", "How long to wait.").orElse("250ms");
    private static final Key<Secret> TOKEN = Key.secret("token", "The token.");
    private static final Key<HostPort> BROKER =
            Key.hostPort("broker", "Where Kafka is.").mandatory();
    private static final Key<Level> LEVEL =
            Key.choice("level", Level.class, "How loud.").orElse("quiet");
    private static final Key<Long> SIZE = Key.bytes("size", "How large.").orElse("10MiB");
    private static final Key<Boolean> DRY = Key.flag("dry", "Do nothing.").orElse("false");
    private static final Key<Path> DATA = Key.path("data", "Where data is.").orElse("./data");
    private static final Key<URI> SERVER = Key.httpUri("server", "Whom to ask.");
    private static final Key<List<HostPort>> SEEDS = Key.hostPorts("seeds", "Where to begin.");
    private static final Keys KEYS = Keys.of(PORT, WAIT, TOKEN, BROKER, LEVEL, SIZE, DRY, DATA, SERVER, SEEDS);
    private static final Map<String, String> MINIMUM = Map.of("RECOUNT_BROKER", "localhost:9092");

    @TempDir
    Path directory;

    private static Settings read(SettingsSource... sources) {
        return SettingsReader.read(KEYS, KEYS, List.of(sources));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void gives_the_default_where_nothing_is_set() {
        Settings settings = read(SettingsSource.environment(MINIMUM));

        assertThat(settings.get(PORT)).isEqualTo(8080);
        assertThat(settings.get(WAIT)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.get(LEVEL)).isEqualTo(Level.QUIET);
        assertThat(settings.get(SIZE)).isEqualTo(10L << 20);
        assertThat(settings.get(DRY)).isFalse();
        assertThat(settings.get(DATA)).isEqualTo(Path.of("./data"));
        assertThat(settings.find(TOKEN)).isEmpty();
        assertThat(settings.find(SERVER)).isEmpty();
    }

    @Test
    void reads_every_type_from_the_environment() {
        Settings settings = read(SettingsSource.environment(Map.ofEntries(
                Map.entry("RECOUNT_PORT", "9"),
                Map.entry("RECOUNT_INGEST_WAIT", "2m"),
                Map.entry("RECOUNT_TOKEN", "hush"),
                Map.entry("RECOUNT_BROKER", "[::1]:9092"),
                Map.entry("RECOUNT_LEVEL", "very-loud"),
                Map.entry("RECOUNT_SIZE", "64KiB"),
                Map.entry("RECOUNT_DRY", "true"),
                Map.entry("RECOUNT_DATA", "/tmp/x"),
                Map.entry("RECOUNT_SERVER", "https://audit.example.org"),
                Map.entry("RECOUNT_SEEDS", "a:1, b:2"),
                Map.entry("PATH", "/usr/bin"))));

        assertThat(settings.get(PORT)).isEqualTo(9);
        assertThat(settings.get(WAIT)).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.get(TOKEN).reveal()).isEqualTo("hush");
        assertThat(settings.get(BROKER)).isEqualTo(new HostPort("::1", 9092));
        assertThat(settings.get(LEVEL)).isEqualTo(Level.VERY_LOUD);
        assertThat(settings.get(SIZE)).isEqualTo(65_536);
        assertThat(settings.get(DRY)).isTrue();
        assertThat(settings.get(DATA)).isEqualTo(Path.of("/tmp/x"));
        assertThat(settings.get(SERVER)).isEqualTo(URI.create("https://audit.example.org"));
        assertThat(settings.get(SEEDS)).containsExactly(new HostPort("a", 1), new HostPort("b", 2));
    }

    @Test
    void prefers_a_flag_to_the_environment_and_the_environment_to_the_file() throws IOException {
        Path file = file("recount.yaml", "port: 1\nlevel: very-loud\ningest:\n  wait: 7s\nbroker: f:1\n");

        Settings settings = read(
                SettingsSource.flags(Map.of("port", "3")),
                SettingsSource.environment(Map.of("RECOUNT_PORT", "2", "RECOUNT_LEVEL", "quiet")),
                SettingsSource.file(file));

        assertThat(settings.get(PORT)).isEqualTo(3);
        assertThat(settings.get(LEVEL)).isEqualTo(Level.QUIET);
        assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.effective())
                .contains(
                        new Settings.Effective("port", "3", "--port"),
                        new Settings.Effective("level", "quiet", "RECOUNT_LEVEL"),
                        new Settings.Effective("ingest.wait", "7s", file + ":4 ingest.wait"),
                        new Settings.Effective("size", "10MiB", "default"));
    }

    @Test
    void reads_a_secret_from_the_file_that_a_variable_names() throws IOException {
        Path secret = file("token.txt", "hush hush\n");

        Settings settings = read(
                SettingsSource.environment(MINIMUM),
                SettingsSource.environment(Map.of("RECOUNT_TOKEN_FILE", secret.toString())));

        assertThat(settings.get(TOKEN).reveal()).isEqualTo("hush hush");
    }

    @Test
    void never_shows_a_secret() {
        Settings settings =
                read(SettingsSource.environment(MINIMUM), SettingsSource.environment(Map.of("RECOUNT_TOKEN", "hush")));

        assertThat(settings.get(TOKEN)).hasToString("[redacted]");
        assertThat(settings.effective().toString()).doesNotContain("hush").contains("[redacted]");
    }

    @Test
    void reports_everything_that_is_wrong_together() throws IOException {
        Path file = file("recount.yaml", "ingest:\n  wiat: 7s\nsize: huge\nsize: small\n");

        assertThatThrownBy(() -> read(
                        SettingsSource.flags(Map.of("port", "0")),
                        SettingsSource.environment(Map.of(
                                "RECOUNT_LEVLE", "quiet",
                                "RECOUNT_DRY", "maybe",
                                "RECOUNT_TOKEN", "hush",
                                "RECOUNT_TOKEN_FILE", "/nowhere/token")),
                        SettingsSource.file(file)))
                .asInstanceOf(type(SettingsException.class))
                .extracting(SettingsException::problems)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder(
                        "RECOUNT_LEVLE: no such setting; did you mean RECOUNT_LEVEL?",
                        "RECOUNT_TOKEN_FILE: the file /nowhere/token cannot be read",
                        file + ":4 size: is set twice in this file",
                        file + ":2 ingest.wiat: no such setting; did you mean ingest.wait?",
                        "--port: 0 (expected: a number 1..65535)",
                        "broker: is required (set --broker or RECOUNT_BROKER to host:port)",
                        file + ":3 size: huge (expected: a size such as 64KiB, 10MiB or 1GiB)",
                        "RECOUNT_DRY: maybe (expected: true or false)");
    }

    @Test
    void says_when_a_secret_is_given_twice() throws IOException {
        Path secret = file("token.txt", "hush");

        assertThatThrownBy(() -> read(
                        SettingsSource.environment(MINIMUM),
                        SettingsSource.environment(
                                Map.of("RECOUNT_TOKEN", "hush", "RECOUNT_TOKEN_FILE", secret.toString()))))
                .hasMessageContaining("is given twice")
                .hasMessageNotContaining("hush");
    }

    @Test
    void does_not_quote_a_broken_file() throws IOException {
        Path file = file("recount.yaml", "token: \"hush\n");

        assertThatThrownBy(() -> read(SettingsSource.environment(MINIMUM), SettingsSource.file(file)))
                .hasMessageContaining("is not YAML")
                .hasMessageNotContaining("hush");
    }

    @Test
    void knows_the_keys_of_other_processes_without_reading_them() {
        Settings settings = SettingsReader.read(
                KEYS, Keys.of(LEVEL), List.of(SettingsSource.environment(Map.of("RECOUNT_PORT", "not a number"))));

        assertThat(settings.get(LEVEL)).isEqualTo(Level.QUIET);
    }

    @Test
    void renders_the_table_of_keys() {
        assertThat(Keys.of(PORT, TOKEN, BROKER).toMarkdown()).isEqualTo("""
                        | key | environment | value | default | meaning |
                        |---|---|---|---|---|
                        | `port` | `RECOUNT_PORT` | a number 1..65535 | `8080` | Where to listen. |
                        | `token` | `RECOUNT_TOKEN` or `…_FILE` | text |  | The token. |
                        | `broker` | `RECOUNT_BROKER` | host:port | *required* | Where Kafka is. |
                        """);
    }

    @Test
    void refuses_two_keys_that_are_one_variable() {
        assertThatThrownBy(() -> Keys.of(Key.text("a.b", "One."), Key.text("a-b", "Two.")))
                .hasMessage("a-b and a.b are one variable");
    }
}
