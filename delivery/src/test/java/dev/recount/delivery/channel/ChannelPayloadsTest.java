package dev.recount.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.runtime.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What each channel is sent, held against the limits that its API documents. */
class ChannelPayloadsTest {

    private static final String HOSTILE = "<!channel> *bold* & \u202e‮ \u0007 [x](http://evil) " + "𝒜".repeat(20_000);

    private static final Message NICE =
            Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("inc_1", Level.CRITICAL));
    private static final Message WORST = Messages.of(
            MessageType.INCIDENT_OPENED,
            Incidents.of("inc_1", IncidentStatus.OPEN, Level.CRITICAL, 25, Incidents.AT, HOSTILE, HOSTILE));

    private static JsonNode json(HttpCall call) {
        try {
            return RecordJson.MAPPER.readTree(call.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int bytes(HttpCall call) {
        return call.body().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void a_webhook_is_signed_as_standard_webhooks_says() throws Exception {
        var secret = new byte[32];
        var key = new SigningKey(Secret.of("whsec_" + Base64.getEncoder().encodeToString(secret)));
        var call = new Webhook("w", URI.create("https://example.org/"), List.of(key, key), false)
                .call(NICE, Incidents.AT.plusSeconds(9));

        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        var timestamp = call.headers().get("webhook-timestamp");
        var signed = mac.doFinal(("msg_1." + timestamp + "." + call.body()).getBytes(StandardCharsets.UTF_8));
        var signature = "v1," + Base64.getEncoder().encodeToString(signed);
        assertThat(call.headers()).containsEntry("webhook-id", "msg_1");
        assertThat(timestamp).isEqualTo(Long.toString(Incidents.AT.getEpochSecond() + 9));
        assertThat(call.headers()).containsEntry("webhook-signature", signature + " " + signature);
    }

    @Test
    void a_webhook_carries_type_time_incident_card_and_link() {
        var body =
                json(new Webhook("w", URI.create("https://example.org/"), List.of(), false).call(NICE, Incidents.AT));

        assertThat(body.path("type").asText()).isEqualTo("incident.opened");
        assertThat(body.path("timestamp").asText()).isEqualTo("2026-04-24T16:41:07.120000Z");
        assertThat(body.at("/data/incident/id").asText()).isEqualTo("inc_1");
        assertThat(body.at("/data/card").asText())
                .contains("an agent destroyed the volume", "Cannot be undone", "1. fp_1", "Next:");
        assertThat(body.at("/data/timeline_url").asText()).isEqualTo(Messages.LINK.toString());
    }

    @Test
    void pagerduty_gets_what_its_events_api_takes() {
        var channel = new PagerDuty("p", PagerDuty.DEFAULT_URL, Secret.of("k".repeat(32)), List.of(), false);
        for (Message message : List.of(NICE, WORST)) {
            var call = channel.call(message, Incidents.AT);
            var body = json(call);
            assertThat(body.path("event_action").asText()).isEqualTo("trigger");
            assertThat(body.path("dedup_key").asText())
                    .hasSizeLessThanOrEqualTo(255)
                    .isEqualTo("recount/inc_1");
            assertThat(body.at("/payload/summary").asText()).hasSizeLessThanOrEqualTo(1024);
            assertThat(body.at("/payload/severity").asText()).isEqualTo("critical");
            assertThat(body.at("/payload/source").asText()).isNotEmpty();
            assertThat(bytes(call)).isLessThan(512 * 1024);
        }
        var resolve = json(channel.call(
                Messages.of(MessageType.INCIDENT_RESOLVED, Incidents.open("inc_1", Level.LOW)), Incidents.AT));
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(resolve.path("dedup_key").asText()).isEqualTo("recount/inc_1");
        assertThat(resolve.path("routing_key").asText()).hasSize(32);
    }

    @Test
    void slack_gets_escaped_text_within_its_limits() {
        var call = new Slack("s", Secret.of("https://example.org/"), false).call(WORST, Incidents.AT);
        var body = json(call);

        assertThat(body.path("text").asText())
                .isNotEmpty()
                .doesNotContain("<!channel>")
                .contains("&lt;!channel&gt;");
        assertThat(body.path("blocks").size()).isBetween(3, 50);
        for (JsonNode block : body.path("blocks")) {
            var text = block.path("text").path("text").asText();
            boolean header = block.path("type").asText().equals("header");
            assertThat(text).hasSizeLessThanOrEqualTo(header ? 150 : 3000).doesNotContain("<", "\u202e", "\u0007");
            if (block.has("text")) {
                assertThat(block.at("/text/type").asText()).isEqualTo("plain_text");
            }
        }
        assertThat(call.body().length()).isLessThan(13_000);
    }

    @Test
    void teams_gets_an_adaptive_card_of_text_runs() {
        var call = new Teams("t", Secret.of("https://example.org/"), false).call(WORST, Incidents.AT);
        var card = json(call).at("/attachments/0");

        assertThat(card.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.at("/content/type").asText()).isEqualTo("AdaptiveCard");
        card.at("/content/body")
                .forEach(block -> assertThat(block.path("type").asText()).isEqualTo("RichTextBlock"));
        assertThat(card.at("/content/actions/0/url").asText()).isEqualTo(Messages.LINK.toString());
        assertThat(bytes(call)).isLessThan(28 * 1024);
    }

    @Test
    void ntfy_gets_a_message_that_is_no_attachment() {
        var channel = new Ntfy("n", Ntfy.DEFAULT_URL, Secret.of("topic"), Secret.of("tk_1"), false);
        var call = channel.call(WORST, Incidents.AT);
        var body = json(call);

        assertThat(body.path("topic").asText()).isEqualTo("topic");
        assertThat(body.path("message").asText().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(4096);
        assertThat(body.path("priority").asInt()).isEqualTo(5);
        assertThat(call.headers()).containsEntry("Authorization", "Bearer tk_1");
    }

    @Test
    void alertmanager_gets_stable_labels_and_an_end() {
        var channel = new Alertmanager("a", URI.create("https://example.org"), false);
        var opened = json(channel.call(NICE, Incidents.AT));
        assertThat(channel.call(NICE, Incidents.AT).url()).hasToString("https://example.org/api/v2/alerts");
        assertThat(opened).hasSize(1);
        assertThat(opened.at("/0/labels/incident").asText()).isEqualTo("recount/inc_1");
        assertThat(opened.at("/0/labels/severity").asText()).isEqualTo("critical");

        var resolved = json(channel.call(
                Messages.of(MessageType.INCIDENT_RESOLVED, Incidents.open("inc_1", Level.CRITICAL)), Incidents.AT));
        resolved.forEach(alert -> assertThat(alert.path("endsAt").asText()).isEqualTo("2026-04-24T16:41:07.120000Z"));
        assertThat(resolved.at("/0/labels")).isEqualTo(opened.at("/0/labels"));
    }

    @Test
    void an_email_subject_is_one_short_line() {
        assertThat(Email.subject(WORST)).hasSizeLessThanOrEqualTo(200).doesNotContain("\n", "\r");
        assertThat(Email.text(NICE)).contains("Revoke, in this order:", Messages.LINK.toString());
    }

    @Test
    void answers_mean_what_the_apis_say() {
        var pagerDuty = new PagerDuty("p", PagerDuty.DEFAULT_URL, Secret.of("k"), List.of(), false);
        var webhook = new Webhook("w", URI.create("https://example.org/"), List.of(), false);

        assertThat(pagerDuty.verdict(202, null)).isInstanceOf(Verdict.Delivered.class);
        assertThat(pagerDuty.verdict(400, null)).isInstanceOf(Verdict.Refused.class);
        assertThat(pagerDuty.verdict(429, null)).isInstanceOf(Verdict.Later.class);
        assertThat(pagerDuty.verdict(503, null)).isInstanceOf(Verdict.Later.class);
        assertThat(webhook.verdict(302, null)).isInstanceOf(Verdict.Later.class);
        assertThat(webhook.verdict(400, null)).isInstanceOf(Verdict.Later.class);
        assertThat(webhook.verdict(410, null)).isInstanceOf(Verdict.Gone.class);
    }

    /** What a target closed is closed; what the file says now may be another target. */
    @Test
    void a_new_secret_makes_it_another_target() {
        var web = URI.create("https://example.org/");
        Function<Secret, List<Channel>> channels = secret -> List.of(
                new Slack("c", secret, false),
                new Teams("c", secret, false),
                new PagerDuty("c", web, secret, List.of(), false),
                new Ntfy("c", web, secret, null, false),
                new Ntfy("c", web, Secret.of("topic"), secret, false),
                new Webhook("c", web, List.of(new SigningKey(secret)), false));
        var old = channels.apply(Secret.of("whsec_" + "AAAA".repeat(8)));
        var same = channels.apply(Secret.of("whsec_" + "AAAA".repeat(8)));
        var other = channels.apply(Secret.of("whsec_" + "BBBB".repeat(8)));
        for (int i = 0; i < old.size(); i++) {
            assertThat(old.get(i).fingerprint())
                    .isEqualTo(same.get(i).fingerprint())
                    .isNotEqualTo(other.get(i).fingerprint())
                    .doesNotContain("AAAA");
        }
    }
}
