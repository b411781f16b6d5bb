package dev.recount.delivery.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.channel.HttpChannel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.channel.Ntfy;
import dev.recount.delivery.channel.PagerDuty;
import dev.recount.delivery.channel.Slack;
import dev.recount.delivery.channel.Teams;
import dev.recount.delivery.channel.Webhook;
import dev.recount.delivery.paging.MessageType;
import dev.recount.runtime.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent wrote neither pushes the instructions off the card, nor leads anybody astray on it. */
class HostileTextTest {

    private static final URI WEB = URI.create("https://example.org/");
    private static final List<String> REASONS = List.of(
            "used for 1000000 destructive or irreversible action(s)",
            "found, not handed out",
            "other credentials were issued with it",
            "held, not seen used");

    /** An incident of which everything says {@code text}. */
    private static Incident saying(String text, @Nullable String recoveryLeft) {
        var names = Collections.nCopies(25, text);
        return new Incident(
                "inc_1",
                IncidentStatus.ACKNOWLEDGED,
                Level.CRITICAL,
                text,
                Incidents.AT,
                Incidents.AT,
                List.of("alert"),
                List.of("SEQ-01"),
                List.of(text),
                names,
                names,
                names,
                List.of(),
                names,
                true,
                recoveryLeft,
                text,
                null,
                "/v1/timeline?incident=inc_1");
    }

    private static Card card(Incident incident) {
        var revoke = incident.credentials().stream()
                .map(name -> new CredentialToRevoke(name, REASONS))
                .toList();
        return Card.of(incident, revoke, 12_345, Messages.LINK);
    }

    private static Message message(Incident incident) {
        return new Message(
                "msg_1",
                MessageType.INCIDENT_OPENED,
                "recount/inc_1",
                incident,
                card(incident),
                true,
                Incidents.AT,
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"資", "𝒜", "x", "é", "a.bc/", "://", "&", "\"", "\u202e"})
    void a_text_of_any_length_leaves_the_instructions_on_the_card(String letter) {
        var text = letter.repeat(900);
        var incident = saying(text, text);

        assertThat(card(incident).text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4_096);
        for (HttpChannel channel : List.of(
                new Ntfy("n", WEB, Secret.of("topic"), null, false),
                new Alertmanager("a", WEB, false),
                new Webhook("w", WEB, List.of(), false))) {
            assertThat(channel.call(message(incident), Incidents.AT).body())
                    .as(channel.type())
                    .contains(
                            "At risk: ",
                            "Revoke, in this order:\\n  1. ",
                            "\\n  5. ",
                            "Next: revoke the",
                            "12345 changes")
                    .containsPattern("last message\\.\\\\n" + Messages.LINK + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/login",
                "(https://evil.example/login)",
                "HTTPS://evil.example",
                "ftp://evil.example/",
                "www.evil.example",
                "evil.example/login",
                "evil.example:8443",
                "evil.example?x=1",
                "https://e\u200bvil.example/login",
                "slack://evil.example",
                "s3://evil.example",
                "s3://bucket/evil.example/login",
                "s3://bucket/https://evil.example",
                "s3://evil.example@bucket/key",
                "x-s3://bucket/evil.example",
                "S3://www.evil.example"
            })
    void an_address_that_an_agent_wrote_is_no_link(String link) {
        var message = message(saying("log in at " + link + " now", link));

        for (HttpChannel channel : List.of(
                new Ntfy("n", WEB, Secret.of("topic"), null, false),
                new PagerDuty("p", WEB, Secret.of("key"), List.of(), false),
                new Alertmanager("a", WEB, false),
                new Slack("s", Secret.of("https://example.org/"), false),
                new Teams("t", Secret.of("https://example.org/"), false))) {
            assertThat(channel.call(message, Incidents.AT).body())
                    .as(channel.type())
                    .contains("evil[.]example")
                    .doesNotContain("evil.example");
        }
        assertThat(Email.subject(message) + Email.text(message))
                .contains("evil[.]example", Messages.LINK.toString())
                .doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://bucket/key",
                "(s3://bucket/backups/2026.tar.gz)",
                "gs://prod-backups",
                "hdfs:///warehouse/orders",
                "abfss://backups/orders",
                "spiffe://prod/ns/agents/sa/cleanup"
            })
    void what_names_a_thing_in_a_store_stays_as_it_is(String name) {
        assertThat(card(saying("deleted " + name + " whole", null)).sentence()).isEqualTo("deleted " + name + " whole");
        assertThat(ForeignText.name(name)).isEqualTo(name);
    }

    @Test
    void a_name_with_a_dot_stays_as_it_is() {
        assertThat(card(saying("deleted db-1.internal and main.py", null)).sentence())
                .isEqualTo("deleted db-1.internal and main.py");
    }
}
