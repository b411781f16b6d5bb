package dev.recount.delivery.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.PagerDuty;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.file.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsFileWatchTest {

    private static final String GOOD = """
            channels: [{name: a, type: alertmanager, url: "https://example.org"}]
            routes: [{channel: a}]
            """;

    private static final Secrets NONE = new Secrets() {
        @Override
        public String file(String path) throws IOException {
            throw new IOException(path);
        }

        @Override
        public @Nullable String environment(String name) {
            return null;
        }
    };

    @TempDir
    private Path folder;

    private AlertsFileWatch watching(String text) throws IOException {
        return new AlertsFileWatch(Files.writeString(folder.resolve("alerts.yaml"), text), NONE);
    }

    /** Secrets that lie beside the alerts file. */
    private final Secrets beside = new Secrets() {
        @Override
        public String file(String path) throws IOException {
            return Files.readString(folder.resolve(path));
        }

        @Override
        public @Nullable String environment(String name) {
            return null;
        }
    };

    private static final String KEYED = """
            channels: [{name: a, type: pagerduty, routing_key_file: key}]
            routes: [{channel: a}]
            """;

    private AlertsFileWatch keyed() throws IOException {
        return new AlertsFileWatch(Files.writeString(folder.resolve("alerts.yaml"), KEYED), beside);
    }

    private void key(String text) throws IOException {
        Files.writeString(folder.resolve("key"), text);
    }

    @Test
    void a_secret_that_was_changed_in_its_file_is_taken() throws IOException {
        key("old");
        var watch = keyed();
        assertThat(key(watch.first())).isEqualTo("old");
        assertThat(watch.changed()).isEmpty();

        key("new");
        assertThat(key(watch.changed().orElseThrow())).isEqualTo("new");
        assertThat(watch.changed()).isEmpty();
    }

    @Test
    void a_file_that_was_refused_for_a_missing_secret_is_taken_when_that_appears() throws IOException {
        key("old");
        var watch = keyed();
        assertThat(key(watch.first())).isEqualTo("old");
        Files.delete(folder.resolve("key"));
        assertThat(watch.changed()).isEmpty();
        assertThat(watch.problems()).singleElement().satisfies(each -> assertThat(each.detail())
                .contains("key cannot be read"));
        key(" ");
        assertThat(watch.changed()).isEmpty();
        assertThat(watch.problems()).singleElement().satisfies(each -> assertThat(each.detail())
                .contains("key is empty"));

        key("new");
        assertThat(key(watch.changed().orElseThrow())).isEqualTo("new");
        assertThat(watch.problems()).isEmpty();
    }

    private static String key(AlertsFile file) {
        return ((PagerDuty) file.channels().get(0)).routingKey().reveal();
    }

    @Test
    void nothing_in_the_file_ends_the_watch() throws IOException {
        var watch = watching(GOOD);
        var unused = watch.first();
        write("channels: " + "[".repeat(100_000));
        assertThat(watch.changed()).isEmpty();
        assertThat(watch.problems()).isNotEmpty();
        write(GOOD);
        assertThat(watch.changed()).isPresent();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("alerts.yaml"), text);
    }

    @Test
    void says_that_the_file_is_not_there() {
        assertThatThrownBy(() -> new AlertsFileWatch(folder.resolve("none.yaml"), NONE).first())
                .isInstanceOf(IOException.class)
                .hasMessage("the alerts file " + folder.resolve("none.yaml") + " is not there");
    }

    @Test
    void takes_what_changed_and_only_then() throws IOException {
        var watch = watching(GOOD);
        assertThat(watch.first().channels()).extracting(Channel::name).containsExactly("a");
        assertThat(watch.changed()).isEmpty();

        write(GOOD.replace("a,", "b,").replace("channel: a", "channel: b"));
        assertThat(watch.changed().orElseThrow().channels())
                .extracting(Channel::name)
                .containsExactly("b");
        assertThat(watch.changed()).isEmpty();
    }

    @Test
    void a_fault_is_told_and_the_version_before_it_holds_until_it_is_mended() throws IOException {
        var watch = watching(GOOD);
        var first = watch.first();

        for (String broken : List.of("channels: [", GOOD.replace("alertmanager", "alertmanger"), "routes: 3")) {
            write(broken);
            assertThat(watch.changed()).isEmpty();
            assertThat(watch.problems()).isNotEmpty();
        }
        write(GOOD);
        assertThat(watch.changed()).contains(first);
        assertThat(watch.problems()).isEmpty();
    }

    @Test
    void a_file_that_is_away_for_a_moment_changes_nothing() throws IOException {
        var watch = watching(GOOD);
        var unused = watch.first();
        Files.delete(folder.resolve("alerts.yaml"));

        assertThat(watch.changed()).isEmpty();
        assertThat(watch.problems()).isEmpty();
    }

    @Test
    void nothing_starts_with_a_broken_file() throws IOException {
        var watch = watching("routes: 3");
        assertThatThrownBy(watch::first).isInstanceOf(IOException.class).hasMessageContaining("alerts.yaml:1:");
    }
}
