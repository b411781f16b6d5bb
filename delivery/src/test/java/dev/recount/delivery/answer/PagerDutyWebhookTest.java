package dev.recount.delivery.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.alert.IncidentStatus;
import dev.recount.event.ActorKind;
import dev.recount.event.Phase;
import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyWebhookTest {

    private static final String ACKNOWLEDGED = """
            {"event":{"id":"01ABC","event_type":"incident.acknowledged","occurred_at":"2026-11-23T10:00:00.123Z",\
            "agent":{"id":"PXPGF42","type":"user_reference","summary":"Dana"},\
            "data":{"id":"PT4","type":"incident","incident_key":"recount/inc_1"}}}""";
    /** Made with {@code openssl dgst -sha256 -hmac "a secret of a test"}. */
    private static final String SIGNATURE = "v1=2761546057348d13ae61002466279a3ebe2a90fa0cc57fbd4b493e3fc235e075";

    private static final List<Secret> KEYS = List.of(Secret.of("another"), Secret.of("a secret of a test"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takes_what_one_of_its_keys_has_signed_among_several_signatures() {
        assertThat(PagerDutyWebhook.isSigned(SIGNATURE, bytes(ACKNOWLEDGED), KEYS))
                .isTrue();
        assertThat(PagerDutyWebhook.isSigned("v1=00, " + SIGNATURE, bytes(ACKNOWLEDGED), KEYS))
                .isTrue();
    }

    @Test
    void takes_nothing_that_was_changed_or_signed_by_somebody_else() {
        var changed = ACKNOWLEDGED.replace("inc_1", "inc_2");

        assertThat(PagerDutyWebhook.isSigned(SIGNATURE, bytes(changed), KEYS)).isFalse();
        assertThat(PagerDutyWebhook.isSigned(SIGNATURE, bytes(ACKNOWLEDGED), KEYS.subList(0, 1)))
                .isFalse();
        assertThat(PagerDutyWebhook.isSigned(SIGNATURE, bytes(ACKNOWLEDGED), List.of()))
                .isFalse();
        assertThat(PagerDutyWebhook.isSigned("", bytes(ACKNOWLEDGED), KEYS)).isFalse();
    }

    @Test
    void reads_who_acknowledged_what_and_when() throws IOException {
        var answer = PagerDutyWebhook.read(bytes(ACKNOWLEDGED)).orElseThrow();

        assertThat(answer)
                .isEqualTo(new Answer(
                        "01ABC",
                        "recount/inc_1",
                        Phase.ACKNOWLEDGED,
                        "PXPGF42",
                        "Dana",
                        Instant.parse("2026-11-23T10:00:00.123Z")));
        var event = answer.event("inc_1", "pagerduty");
        assertThat(event.id()).isEqualTo("pagerduty-01ABC");
        assertThat(event.correlationId()).isEqualTo("inc_1");
        assertThat(event.actorId()).isEqualTo("pagerduty:PXPGF42");
        assertThat(event.actor().kind()).isEqualTo(ActorKind.HUMAN);
    }

    @ParameterizedTest
    @CsvSource({
        "incident.acknowledged,incident.triggered",
        "user_reference,inbound_integration_reference",
        "recount/inc_1,''",
        "PXPGF42,a b",
        "2026-11-23T10,soon"
    })
    void what_no_person_did_or_cannot_be_understood_says_nothing(String part, String instead) throws IOException {
        assertThat(PagerDutyWebhook.read(bytes(ACKNOWLEDGED.replace(part, instead))))
                .isEmpty();
        assertThat(PagerDutyWebhook.read(bytes("[]"))).isEmpty();
        assertThatThrownBy(() -> PagerDutyWebhook.read(bytes("{"))).isInstanceOf(IOException.class);
    }

    @Test
    void is_news_only_while_the_incident_has_not_come_so_far() throws IOException {
        var acknowledged = PagerDutyWebhook.read(bytes(ACKNOWLEDGED)).orElseThrow();
        var resolved = PagerDutyWebhook.read(bytes(ACKNOWLEDGED.replace("acknowledged", "resolved")))
                .orElseThrow();

        assertThat(acknowledged.isNews(IncidentStatus.OPEN)).isTrue();
        assertThat(acknowledged.isNews(IncidentStatus.ACKNOWLEDGED)).isFalse();
        assertThat(resolved.isNews(IncidentStatus.ACKNOWLEDGED)).isTrue();
        assertThat(resolved.isNews(IncidentStatus.RESOLVED)).isFalse();
        assertThat(acknowledged.isNews(IncidentStatus.MERGED)).isFalse();
    }
}
