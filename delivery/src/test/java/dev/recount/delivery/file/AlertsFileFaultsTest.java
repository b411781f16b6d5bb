package dev.recount.delivery.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that would tell nobody, somebody else or in the clear: none of them passes without a word. */
class AlertsFileFaultsTest {

    private static final String KEY = "whsec_" + "MDEy".repeat(8);

    private static final Secrets SECRETS = new Secrets() {
        @Override
        public String file(String path) throws IOException {
            return switch (path) {
                case "/key" -> "k".repeat(32) + "\n";
                case "/blank" -> " \n";
                default -> throw new IOException(path);
            };
        }

        @Override
        public @Nullable String environment(String name) {
            return Map.of("HOOK", KEY, "EMPTY", "", "BLANK", " \t").get(name);
        }
    };

    private static AlertsFileReader.Result read(String yaml) {
        return AlertsFileReader.read(yaml, SECRETS);
    }

    /** A file of one channel, which a route leads to. */
    private static String channel(String fields) {
        return "channels:\n  - {name: a, " + fields + "}\nroutes:\n  - {channel: a}\n";
    }

    /** A file of one sound channel and one route to it. */
    private static String route(String fields) {
        return "channels:\n  - {name: a, type: ntfy, topic_file: /key}\nroutes:\n  - {channel: a, " + fields + "}\n";
    }

    private static String email(String from, String to) {
        return channel("type: email, host: mail.example.org, from: " + from + ", to: " + to);
    }

    /** A file, and how the one line that is said of it begins. */
    private record Fault(String yaml, String told) {
        @Override
        public String toString() {
            return told;
        }
    }

    private static Stream<Fault> secrets() {
        return Stream.of(
                new Fault(
                        channel("type: pagerduty, routing_key_env: EMPTY"),
                        "2:49 channels[0].routing_key_env: EMPTY is empty (expected: a variable with the secret)"),
                new Fault(
                        channel("type: pagerduty, routing_key_env: BLANK"),
                        "2:49 channels[0].routing_key_env: BLANK is empty"),
                new Fault(
                        channel("type: pagerduty, routing_key_env: UNSET"),
                        "2:49 channels[0].routing_key_env: UNSET is not set"),
                new Fault(
                        channel("type: pagerduty, routing_key_file: /blank"),
                        "2:50 channels[0].routing_key_file: /blank is empty (expected: a file with the secret)"),
                new Fault(channel("type: pagerduty, routing_key: ''"), "2:45 channels[0].routing_key: empty"),
                new Fault(channel("type: pagerduty, routing_key_env: ''"), "2:49 channels[0].routing_key_env: empty"),
                new Fault(channel("type: slack, url_env: EMPTY"), "2:37 channels[0].url_env: EMPTY is empty"),
                new Fault(channel("type: teams, url: ''"), "2:33 channels[0].url: empty"),
                new Fault(channel("type: ntfy, topic_env: EMPTY"), "2:38 channels[0].topic_env: EMPTY is empty"),
                new Fault(
                        channel("type: ntfy, topic_file: /key, token: ''"), "2:52 channels[0].token: empty (expected:"),
                new Fault(
                        channel("type: webhook, url: 'https://example.org', secret_env: EMPTY"),
                        "2:70 channels[0].secret_env: EMPTY is empty"),
                new Fault(
                        channel("type: webhook, url: 'https://example.org', secret: []"),
                        "2:66 channels[0].secret: empty"),
                new Fault(
                        channel("type: webhook, url: 'https://example.org', secret: [" + KEY + ", '']"),
                        "2:66 channels[0].secret: empty"),
                new Fault(
                        channel(
                                "type: email, host: h.example, from: a@b.example, to: a@b.example, username: u, password: ''"),
                        "2:104 channels[0].password: empty"));
    }

    private static Stream<Fault> fields() {
        return Stream.of(
                new Fault(
                        route("rules: "),
                        "4:24 routes[0].rules: empty (expected: one or more names, or leave the field out)"),
                new Fault(route("environments: ['']"), "4:32 routes[0].environments: empty (expected: one or more"),
                new Fault(route("teams: []"), "4:25 routes[0].teams: empty (expected: one or more names"),
                new Fault(route("min_level: low, min_level: high"), "4:34 routes[0].min_level: given twice"),
                new Fault(route("rules: [a]") + "routes: []\n", "5:1 routes: given twice (expected: once)"),
                new Fault(channel("type: ntfy, topic_file: /key, type: ntfy"), "2:45 channels[0].type: given twice"),
                new Fault(
                        email("not an address", "b@example.org"),
                        "2:58 channels[0].from: not an address (expected: an address such as oncall@example.org)"),
                new Fault(email("a@example.org", "['@']"), "2:77 channels[0].to: @ (expected: an address such as"),
                new Fault(email("a@example.org", "[b@example.org, gone]"), "2:77 channels[0].to: gone (expected: an"),
                new Fault(
                        channel("type: alertmanager, url: 'https://10.0.0.1/'"),
                        "2:40 channels[0].url: https://10.0.0.1/ has an address that is not public (expected: a public"
                                + " one, or allow_private: true)"),
                new Fault(
                        channel("type: alertmanager, url: 'https://[::1]:9093'"),
                        "2:40 channels[0].url: https://[::1]:9093 has an address that is not public"),
                new Fault(
                        channel("type: alertmanager, url: 'https://localhost'"),
                        "2:40 channels[0].url: https://localhost has an address that is not public"),
                new Fault(
                        channel("type: email, host: 192.168.1.1, from: a@b.example, to: a@b.example"),
                        "2:34 channels[0].host: 192.168.1.1 has an address that is not public"));
    }

    private static Stream<Fault> names() {
        return Stream.of("a/b", "a b", "-a", "x\\u0007", "x".repeat(65))
                .map(name -> new Fault(
                        ("channels: [{name: \"NAME\", type: ntfy, topic_file: /key}]\nroutes: [{channel: \"NAME\"}]")
                                .replace("NAME", name),
                        "1:19 channels[0].name: "));
    }

    @ParameterizedTest
    @MethodSource({"secrets", "fields", "names"})
    void is_told_by_line_column_field_and_fix(Fault fault) {
        assertThat(read(fault.yaml()).problems())
                .extracting(FileProblem::toString)
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith(fault.told())
                        .contains("(expected: ")
                        .hasSizeLessThan(400)
                        .matches("\\P{Cntrl}*"));
    }

    @Test
    void what_is_nested_too_deeply_is_told() {
        for (String deep : List.of("[", "{a: ", "- ")) {
            assertThat(read("channels: " + (deep.equals("- ") ? "\n" : "") + deep.repeat(100_000))
                            .problems())
                    .isNotEmpty();
        }
    }

    @Test
    void what_works_and_is_better_done_otherwise_is_a_warning() {
        assertThat(warnings(channel("type: webhook, url: 'https://example.org'")))
                .singleElement()
                .satisfies(each -> assertThat(each)
                        .startsWith("2:5 channels[0].secret: not signed")
                        .contains("better: "));
        var clear = "type: email, host: h.example, from: a@b.example, to: a@b.example, tls: none";
        assertThat(warnings(channel(clear))).singleElement().satisfies(each -> assertThat(each)
                .startsWith("2:86 channels[0].tls: ")
                .contains("better: "));
        assertThat(warnings(channel(clear + ", username: u, password_file: /key")))
                .singleElement()
                .satisfies(each -> assertThat(each).contains("password"));
        assertThat(warnings(channel(clear.replace("h.example", "localhost") + ", allow_private: true")))
                .isEmpty();
        for (String nothing : List.of("", "# nothing\n", "{}", "channels: []\nroutes: []\n")) {
            assertThat(warnings(nothing)).singleElement().satisfies(each -> assertThat(each)
                    .contains("tells nobody"));
        }
    }

    private static List<String> warnings(String yaml) {
        var read = read(yaml);
        assertThat(read.problems()).isEmpty();
        return read.warnings().stream().map(FileProblem::toString).toList();
    }

    private static final List<String> BLANK = List.of("''", "EMPTY", "UNSET", "/blank", "[]", "['']", "no address");
    private static final List<List<String>> CHANNELS = List.of(
            List.of("type: webhook", "url: 'https://example.org'", "secret_env: HOOK"),
            List.of("type: pagerduty", "routing_key_file: /key", "webhook_secret_file: /key"),
            List.of("type: alertmanager", "url: 'https://example.org'"),
            List.of("type: slack", "url: 'https://example.org'"),
            List.of("type: teams", "url: 'https://example.org'"),
            List.of("type: ntfy", "topic_file: /key", "token: tk"),
            List.of("type: email", "host: h", "from: a@b.c", "to: a@b.c", "username: u", "password_file: /key"));

    /** Whatever is blank, missing or wrong: a file without a fault has every channel that it declares. */
    @Test
    void a_file_without_a_fault_lacks_no_channel() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int sound = 0;
        for (int i = 0; i < 1_000; i++) {
            var given = new ArrayList<>(CHANNELS.get(random.nextInt(CHANNELS.size())));
            int field = 1 + random.nextInt(given.size() - 1);
            if (random.nextInt(4) == 0) {
                given.remove(field);
            } else if (random.nextInt(2) == 0) {
                var blank = BLANK.get(random.nextInt(BLANK.size()));
                given.set(field, given.get(field).replaceFirst(": .*", ": " + blank));
            }
            var yaml = channel(String.join(", ", given));
            var read = read(yaml);
            sound += read.problems().isEmpty() ? 1 : 0;
            assertThat(read.problems().isEmpty() && read.file().channels().isEmpty())
                    .as("seed %d: %s", seed, yaml)
                    .isFalse();
        }
        assertThat(sound).as("seed %d: files without a fault", seed).isPositive();
    }
}
