package dev.recount.delivery.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.channel.Ntfy;
import dev.recount.delivery.channel.PagerDuty;
import dev.recount.delivery.channel.Slack;
import dev.recount.delivery.channel.Teams;
import dev.recount.delivery.channel.Webhook;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertsFileReaderTest {

    private static final String KEY = "whsec_" + "MDEy".repeat(8);

    private static final Secrets SECRETS = new Secrets() {
        @Override
        public String file(String path) throws IOException {
            if (path.equals("/pd-key")) {
                return "k".repeat(32) + "\n";
            }
            throw new IOException(path);
        }

        @Override
        public @Nullable String environment(String name) {
            return Map.of("HOOK", KEY).get(name);
        }
    };

    private static AlertsFileReader.Result read(String yaml) {
        return AlertsFileReader.read(yaml, SECRETS);
    }

    private static List<String> problems(String yaml) {
        return read(yaml).problems().stream().map(FileProblem::toString).toList();
    }

    @Test
    void reads_every_type_of_channel() {
        var read = read("""
                channels:
                  - {name: oncall, type: pagerduty, routing_key_file: /pd-key}
                  - {name: audit, type: webhook, url: "https://example.org/hook", secret: [%1$s, %1$s]}
                  - {name: env, type: webhook, url: "http://localhost:1/", secret_env: HOOK, allow_private: true}
                  - {name: am, type: alertmanager, url: "https://example.org"}
                  - {name: chat, type: slack, url: "https://example.org/slack"}
                  - {name: teams, type: teams, url: "https://example.org/teams"}
                  - {name: phone, type: ntfy, topic: t, token: tk}
                  - {name: post, type: email, host: mail.example.org, from: a@example.org, to: b@example.org}
                routes:
                  - {channel: oncall, min_level: high, environments: [production], rules: ["SEQ-*"], teams: [shop]}
                  - {channel: audit}
                  - {channel: env}
                  - {channel: am}
                  - {channel: chat, quiet_hours: {from: "22:00", to: "07:00", zone: Europe/Berlin}}
                  - {channel: teams}
                  - {channel: phone}
                  - {channel: post}
                """.formatted(KEY));

        assertThat(read.problems()).isEmpty();
        assertThat(read.warnings())
                .as("secrets that stand in the file itself")
                .extracting(FileProblem::field)
                .containsExactly(
                        "channels[1].secret",
                        "channels[4].url",
                        "channels[5].url",
                        "channels[6].topic",
                        "channels[6].token");
        assertThat(read.warnings().toString()).doesNotContain(KEY).contains("secret_file: PATH");
        assertThat(read.file().channels())
                .hasOnlyElementsOfTypes(
                        PagerDuty.class,
                        Webhook.class,
                        Alertmanager.class,
                        Slack.class,
                        Teams.class,
                        Ntfy.class,
                        Email.class);
        assertThat(read.file().toString()).doesNotContain(KEY.substring(6)).doesNotContain("kkkk");
        var incident = Incidents.open("inc_1", Level.HIGH);
        assertThat(read.file().routing().channels(incident, List.of()))
                .doesNotContain("oncall")
                .contains("audit");
        assertThat(read.file().routing().channels(incident, List.of("shop"))).contains("oncall");
        var night = Instant.parse("2026-04-24T22:00:00Z");
        assertThat(read.file().routing().openAt("chat", incident, List.of(), night))
                .isEqualTo(Instant.parse("2026-04-25T05:00:00Z"));
    }

    @Test
    void says_everything_that_is_wrong_by_line_column_and_field() {
        assertThat(problems("""
                        channels:
                          - {name: a, type: webhok, url: "https://example.org"}
                          - {name: b, type: webhook, url: "http://example.org", secret: whsec_short}
                          - {name: b, type: pagerduty, routing_key_file: /nowhere}
                          - {type: slack}
                        routes:
                          - {channel: c, min_level: worse}
                          - {channel: b, min_levl: high}
                        extra: 1
                        """))
                .anySatisfy(each -> assertThat(each)
                        .isEqualTo(
                                "2:21 channels[0].type: webhok; did you mean webhook? (expected: one of alertmanager,"
                                        + " email, ntfy, pagerduty, slack, teams, webhook)"))
                .anySatisfy(
                        each -> assertThat(each).startsWith("3:35 channels[1].url: http://example.org is no address"))
                .anySatisfy(each ->
                        assertThat(each).startsWith("3:65 channels[1].secret: ").doesNotContain("short"))
                .anySatisfy(each -> assertThat(each).startsWith("4:12 channels[2].name: b is taken"))
                .anySatisfy(each -> assertThat(each).contains("routing_key_file: /nowhere cannot be read"))
                .anySatisfy(each -> assertThat(each).startsWith("5:5 channels[3].name: missing"))
                .anySatisfy(each -> assertThat(each).contains("routes[0].channel: no channel is called c"))
                .anySatisfy(each -> assertThat(each).contains("routes[0].min_level: worse (expected: one of"))
                .anySatisfy(
                        each -> assertThat(each).contains("routes[1].min_levl: no such field; did you mean min_level?"))
                .anySatisfy(each -> assertThat(each).startsWith("9:1 extra: no such field"));
    }

    @Test
    void says_where_it_is_not_yaml_without_quoting_it() {
        assertThat(problems("channels: [\n  - {name: whsec_secret"))
                .singleElement()
                .satisfies(each -> assertThat(each).startsWith("2:").doesNotContain("whsec_secret"));
    }

    @Test
    void a_channel_that_no_route_leads_to_is_a_mistake() {
        assertThat(problems("channels: [{name: a, type: alertmanager, url: 'https://example.org'}]"))
                .singleElement()
                .satisfies(each -> assertThat(each).contains("no route leads to a"));
    }
}
