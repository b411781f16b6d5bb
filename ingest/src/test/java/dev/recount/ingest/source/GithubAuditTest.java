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

class GithubAuditTest {

    private static final String DIGEST = "q0p1" + "Zm9vYmFyYmF6cXV4".repeat(2) + "abcdefg=";

    private final GithubAudit source = new GithubAudit();

    @Test
    void an_entry_becomes_one_action_that_keeps_the_sources_id() {
        var event =
                Sources.event(source, entry("repo.destroy", ",\"hashed_token\":\"" + DIGEST + "\",\"token_id\":77"));

        assertThat(event.is(EventType.ACTION, Phase.SUCCEEDED)).isTrue();
        assertThat(event.source().product()).isEqualTo("github");
        assertThat(event.source().service()).isEqualTo("audit");
        assertThat(event.source().id()).isEqualTo("d-1");
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochMilli(1_777_048_867_123L));
        assertThat(event.actorId()).isEqualTo("github:dana");
        assertThat(event.credential().providerId()).isEqualTo(DIGEST);
        assertThat(event.verb()).isEqualTo(Verb.DESTROY);
        assertThat(event.resourceId()).isEqualTo("github:repository/shop/web");
        assertThat(event.labels())
                .containsEntry("source_address", "192.0.2.7")
                .containsEntry("access_type", "Fine-grained personal access token");
        assertThat(event.source().record().text()).contains(DIGEST);
    }

    @Test
    void without_a_digest_a_token_is_known_by_its_number() {
        assertThat(Sources.event(source, entry("git.push", ",\"token_id\":77"))
                        .credential()
                        .providerId())
                .isEqualTo("77");
        assertThat(Sources.event(source, entry("git.push", "")).credential()).isNull();
    }

    @Test
    void an_agent_is_told_from_a_person_and_brings_its_session() {
        var agent = Sources.event(source, entry("git.push", ",\"actor_is_agent\":true,\"agent_session_id\":\"s-9\""));
        var bot = Sources.event(source, entry("git.push", ",\"actor_is_bot\":true"));

        assertThat(agent.actor().kind()).isEqualTo(ActorKind.AGENT);
        assertThat(agent.sessionId()).isEqualTo("s-9");
        assertThat(bot.actor().kind()).isEqualTo(ActorKind.SERVICE);
        assertThat(bot.sessionId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "repo.access, '\"visibility\":\"public\"', SHARE_EXTERNAL",
        "repo.access, '\"visibility\":\"private\"', MODIFY",
        "org.disable_saml, '\"a\":1', PROTECT_OFF",
        "audit_log_streaming.destroy, '\"a\":1', LOG_OFF",
        "team.frobnicate, '\"operation_type\":\"create\"', CREATE",
        "team.remove_member, '\"operation_type\":\"remove\"', MODIFY",
        "team.frobnicate, '\"operation_type\":\"other\"', "
    })
    void what_an_action_does_is_told_by_the_table_and_else_by_the_entry(String action, String field, Verb verb) {
        assertThat(Sources.event(source, entry(action, "," + field)).verb()).isEqualTo(verb);
    }

    @Test
    void a_push_that_a_protection_rejected_was_denied() {
        assertThat(Sources.event(source, entry("protected_branch.rejected_ref_update", ""))
                        .phase())
                .isEqualTo(Phase.DENIED);
    }

    @Test
    void a_stream_writes_its_times_as_text_and_an_organisation_is_a_resource_too() {
        var event = Sources.event(
                source, "{\"action\":\"org.add_member\",\"org\":\"shop\",\"created_at\":\"2026-04-24T16:41:07.123Z\"}");

        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:41:07.123Z"));
        assertThat(event.resourceId()).isEqualTo("github:organization/shop");
        assertThat(event.source().id()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"'\"action\":\"repo.destroy\"', '\"action\":7', /action", "1777048867123, '\"soon\"', /@timestamp"})
    void what_cannot_be_read_is_refused_by_name(String good, String bad, String pointer) {
        Sources.assertRefused(source, entry("repo.destroy", "").replace(good, bad), pointer);
    }

    private static String entry(String action, String more) {
        return "{\"_document_id\":\"d-1\",\"@timestamp\":1777048867123,\"action\":\"" + action
                + "\",\"actor\":\"dana\",\"actor_ip\":\"192.0.2.7\",\"org\":\"shop\",\"repo\":\"shop/web\","
                + "\"programmatic_access_type\":\"Fine-grained personal access token\"" + more + "}";
    }
}
