package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.ActorKind;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OktaLogTest {

    private static final String USER = "{\"id\":\"00u2\",\"type\":\"User\",\"alternateId\":\"eve@shop.example\"}";
    private static final String ID = "00T1a2b3c4d5E6F7g8h9";
    private static final String TOKEN = "{\"id\":\"" + ID + "\",\"type\":\"Token\",\"alternateId\":\"unknown\"}";

    private final OktaLog source = new OktaLog();

    @Test
    void an_event_becomes_one_action_that_keeps_the_sources_id() {
        var events = Sources.events(source, entry("user.account.privilege.grant", "SUCCESS", USER, ""));

        assertThat(events).hasSize(1);
        var event = events.get(0);
        assertThat(event.is(EventType.ACTION, Phase.SUCCEEDED)).isTrue();
        assertThat(event.source().product()).isEqualTo("okta");
        assertThat(event.source().service()).isEqualTo("okta");
        assertThat(event.source().id()).isEqualTo("u-1");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:41:07.123Z"));
        assertThat(event.actorId()).isEqualTo("okta:00u1");
        assertThat(event.actor().kind()).isEqualTo(ActorKind.HUMAN);
        assertThat(event.actor().name()).isEqualTo("dana@shop.example");
        assertThat(event.credential().providerId()).isEqualTo("102abc");
        assertThat(event.verb()).isEqualTo(Verb.GRANT);
        assertThat(event.resourceId()).isEqualTo("okta:user/00u2");
        assertThat(event.labels()).containsEntry("source_address", "192.0.2.7").containsEntry("user_agent", "curl/8");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, SUCCEEDED",
        "ALLOW, SUCCEEDED",
        "DENY, DENIED",
        "FAILURE, FAILED",
        "SKIPPED, FAILED",
        "CHALLENGE, REQUESTED",
        "UNKNOWN, REQUESTED",
        "SOMETHING, REQUESTED"
    })
    void the_result_is_the_outcome(String result, Phase phase) {
        var event = Sources.events(source, entry("policy.evaluate_sign_on", result, USER, ""))
                .get(0);

        assertThat(event.phase()).isEqualTo(phase);
        assertThat(event.action().error() != null).isEqualTo(phase == Phase.DENIED || phase == Phase.FAILED);
    }

    @Test
    void a_token_is_issued_used_and_revoked_under_one_id() {
        var made = Sources.events(source, entry("system.api_token.create", "SUCCESS", USER + "," + TOKEN, ""));
        var used = Sources.events(
                source,
                entry(
                        "user.lifecycle.create",
                        "SUCCESS",
                        USER,
                        ",\"transaction\":{\"detail\":{\"requestApiTokenId\":\"" + ID + "\"}}"));
        var gone = Sources.events(source, entry("system.api_token.revoke", "SUCCESS", TOKEN, ""));
        var refused = Sources.events(source, entry("system.api_token.create", "FAILURE", TOKEN, ""));

        assertThat(made.get(1).is(EventType.CREDENTIAL, Phase.ISSUED)).isTrue();
        assertThat(made.get(1).credential().providerId()).isEqualTo(ID);
        assertThat(made.get(1).credential().mintedFrom()).isEqualTo("102abc");
        assertThat(made.get(1).credential().issuedTo()).isEqualTo("okta:00u1");
        assertThat(made.get(1).causationId()).isEqualTo(made.get(0).id());
        assertThat(used.get(0).credential().providerId()).isEqualTo(ID);
        assertThat(gone.get(1).is(EventType.CREDENTIAL, Phase.REVOKED)).isTrue();
        assertThat(refused).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "system.log_stream.lifecycle.delete, LOG_OFF",
        "user.mfa.factor.reset_all, PROTECT_OFF",
        "group.lifecycle.delete, DESTROY",
        "user.authentication.auth_via_mfa, AUTHENTICATE",
        "something.nobody.knows, "
    })
    void what_an_event_does_is_told_by_its_type(String type, Verb verb) {
        assertThat(Sources.events(source, entry(type, "SUCCESS", USER, ""))
                        .get(0)
                        .verb())
                .isEqualTo(verb);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"eventType\"', '\"type\"', /eventType",
        "2026-04-24T16:41:07.123Z, noon, /published",
        "'\"result\":\"SUCCESS\"', '\"result\":1', /outcome/result",
        "'\"outcome\":{', '\"outcome\":1,\"x\":{', /outcome",
        "'\"actor\":{', '\"actor\":\"dana\",\"x\":{', /actor"
    })
    void what_cannot_be_read_is_refused_by_name(String good, String bad, String pointer) {
        var record = entry("user.lifecycle.create", "SUCCESS", USER, "");

        Sources.assertRefused(source, record.replace(good, bad), pointer);
    }

    private static String entry(String type, String result, String targets, String more) {
        return "{\"uuid\":\"u-1\",\"published\":\"2026-04-24T16:41:07.123Z\",\"eventType\":\"" + type
                + "\",\"actor\":{\"id\":\"00u1\",\"type\":\"User\",\"alternateId\":\"dana@shop.example\"},"
                + "\"client\":{\"ipAddress\":\"192.0.2.7\",\"userAgent\":{\"rawUserAgent\":\"curl/8\"}},"
                + "\"outcome\":{\"result\":\"" + result + "\"},\"target\":[" + targets + "],"
                + "\"authenticationContext\":{\"externalSessionId\":\"102abc\"}" + more + "}";
    }
}
