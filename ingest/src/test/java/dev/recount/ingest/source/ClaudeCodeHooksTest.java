package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Autonomy;
import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeCodeHooksTest {

    private static final String TOKEN = "ghp_" + "x1Y2z3A4b5".repeat(4).substring(0, 36);
    private static final String RAILWAY = "b7d3e6a1-4c52-4f0e-9a6b-" + "1f2e3d4c5b6a";

    private final ClaudeCodeHooks hooks = new ClaudeCodeHooks();

    @Nested
    class Sessions {

        @Test
        void a_session_starts_with_the_task_that_the_installation_states() {
            var context =
                    SessionContext.of(Map.of(
                            "task_environments",
                            "staging, dev",
                            "task_verbs",
                            "read,modify,fly",
                            "on_behalf_of",
                            "user:dana")::get);

            var event = one("""
                    {"hook_event_name":"SessionStart","session_id":"s1","source":"startup","model":"claude-opus-4.6",
                     "permission_mode":"bypassPermissions","cwd":"/srv/shop","never_seen_before":{"a":1}}""", context);

            assertThat(event.is(EventType.SESSION, Phase.STARTED)).isTrue();
            assertThat(event.session().autonomy()).isEqualTo(Autonomy.BYPASS);
            assertThat(event.session().task().environments()).containsExactly("staging", "dev");
            assertThat(event.session().task().verbs()).containsExactly(Verb.READ, Verb.MODIFY);
            assertThat(event.actor().id()).isEqualTo("agent:claude-code");
            assertThat(event.actor().model()).isEqualTo("claude-opus-4.6");
            assertThat(event.actor().onBehalfOf()).isEqualTo("user:dana");
            assertThat(event.labels()).containsEntry("cwd", "/srv/shop").containsEntry("source", "startup");
            assertThat(event.source().record().text()).contains("never_seen_before");
        }

        @Test
        void the_payload_may_state_the_task_itself() {
            var event = one("""
                    {"hook_event_name":"SessionStart","session_id":"s1",
                     "recount":{"task_environments":["staging"],"task_verbs":["read"],"actor":"agent:cursor/7"}}""");

            assertThat(event.session().task().environments()).containsExactly("staging");
            assertThat(event.actor().id()).isEqualTo("agent:cursor/7");
            assertThat(event.source().record().text()).doesNotContain("task_environments");
        }

        @ParameterizedTest
        @CsvSource({
            "default,ASK",
            "plan,ASK",
            "acceptEdits,AUTO",
            "auto,AUTO",
            "dontAsk,AUTO",
            "bypassPermissions,BYPASS"
        })
        void autonomy_follows_the_permission_mode(String mode, Autonomy autonomy) {
            var event =
                    one("{\"hook_event_name\":\"Stop\",\"session_id\":\"s1\",\"permission_mode\":\"" + mode + "\"}");

            assertThat(event.is(EventType.SESSION, Phase.PAUSED)).isTrue();
            assertThat(event.session().autonomy()).isEqualTo(autonomy);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Setup",
                    "PostToolBatch",
                    "Notification",
                    "SubagentStart",
                    "SubagentStop",
                    "TaskCreated",
                    "TaskCompleted",
                    "TeammateIdle",
                    "ConfigChange",
                    "CwdChanged",
                    "DirectoryAdded",
                    "FileChanged",
                    "WorktreeCreate",
                    "WorktreeRemove",
                    "PreCompact",
                    "PostCompact",
                    "PreModelSwitch",
                    "PostModelSwitch",
                    "Elicitation",
                    "ElicitationResult",
                    "EventOfNextYear"
                })
        void every_other_hook_is_kept_as_what_it_is(String name) {
            var event = one("{\"hook_event_name\":\"" + name + "\",\"session_id\":\"s1\",\"agent_id\":\"a7\"}");

            assertThat(event.type()).isEqualTo(EventType.SESSION);
            assertThat(event.phase()).isNull();
            assertThat(event.labels()).containsEntry("hook_event", name).containsEntry("agent_id", "a7");
        }

        @Test
        void names_the_field_that_a_payload_lacks() {
            assertThatThrownBy(() -> one("{\"session_id\":\"s1\"}"))
                    .isInstanceOf(UnreadableRecord.class)
                    .hasMessageContaining("/hook_event_name");
            assertThatThrownBy(() -> one("{\"hook_event_name\":\"Stop\"}"))
                    .isInstanceOf(UnreadableRecord.class)
                    .hasMessageContaining("/session_id");
            assertThatThrownBy(() -> one("[]")).isInstanceOf(UnreadableRecord.class);
        }
    }

    @Nested
    class Tool_calls {

        private static final String CALL = "\"session_id\":\"s1\",\"tool_use_id\":\"toolu_1\",\"tool_name\":\"Bash\","
                + "\"tool_input\":{\"command\":\"npm test\"}";

        @Test
        void phases_of_one_call_share_its_action_and_follow_from_its_request() {
            var requested = one("{\"hook_event_name\":\"PreToolUse\"," + CALL + "}");
            var succeeded =
                    one("{\"hook_event_name\":\"PostToolUse\"," + CALL + ",\"tool_response\":{\"stdout\":\"ok\"}}");
            var failed = one("{\"hook_event_name\":\"PostToolUseFailure\"," + CALL
                    + ",\"error\":\"Exit code 1\\nError: 403 Forbidden\"}");
            var denied =
                    one("{\"hook_event_name\":\"PermissionDenied\"," + CALL + ",\"reason\":\"[Data Exfiltration]\"}");

            assertThat(List.of(requested, succeeded, failed, denied))
                    .extracting(Event::phase)
                    .containsExactly(Phase.REQUESTED, Phase.SUCCEEDED, Phase.FAILED, Phase.DENIED);
            assertThat(List.of(requested, succeeded, failed, denied))
                    .extracting(Event::actionId)
                    .containsOnly("s1/toolu_1");
            assertThat(succeeded.causationId()).isEqualTo(requested.id());
            assertThat(failed.action().error().code()).isEqualTo("permission");
            assertThat(denied.action().error().message()).isEqualTo("[Data Exfiltration]");
            assertThat(requested.action().summary()).isEqualTo("Bash: npm test");
        }

        @Test
        void the_same_delivery_has_the_same_id_and_another_call_another() {
            var once = one("{\"hook_event_name\":\"PreToolUse\"," + CALL + "}");
            var twice = one("{\"hook_event_name\":\"PreToolUse\"," + CALL + "}");
            var other = one("{\"hook_event_name\":\"PreToolUse\"," + CALL.replace("toolu_1", "toolu_2") + "}");

            assertThat(twice.id()).isEqualTo(once.id());
            assertThat(other.id()).isNotEqualTo(once.id());
        }

        @Test
        void a_prompt_causes_the_calls_of_its_turn() {
            var prompt = one("{\"hook_event_name\":\"UserPromptSubmit\",\"session_id\":\"s1\",\"prompt_id\":\"p1\","
                    + "\"prompt\":\"fix the staging login\"}");
            var call = one("{\"hook_event_name\":\"PreToolUse\",\"prompt_id\":\"p1\"," + CALL + "}");

            assertThat(prompt.is(EventType.CONTENT, Phase.INGESTED)).isTrue();
            assertThat(prompt.content().digest()).hasSize(64);
            assertThat(call.causationId()).isEqualTo(prompt.id());
        }

        @Test
        void an_answer_of_graphql_errors_is_a_failure_of_the_action() {
            var event = one(
                    "{\"hook_event_name\":\"PostToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t\","
                            + "\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"curl https://backboard.railway.app/graphql/v2"
                            + " -d '{\\\"query\\\":\\\"query { me { id } }\\\"}'\"},"
                            + "\"tool_response\":{\"stdout\":\"{\\\"errors\\\":[{\\\"message\\\":\\\"Not Authorized\\\"}]}\"}}");

            assertThat(event.phase()).isEqualTo(Phase.FAILED);
            assertThat(event.action().error().code()).isEqualTo("permission");
        }

        @Test
        void every_dangerous_operation_of_a_line_is_an_action() {
            var events = events("{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t\","
                    + "\"tool_name\":\"Bash\",\"cwd\":\"/w\",\"tool_input\":{\"command\":"
                    + "\"cd build && ls && rm -rf a b; terraform destroy -auto-approve\"}}");

            assertThat(events).extracting(Event::verb).containsOnly(Verb.DESTROY);
            assertThat(events).extracting(Event::actionId).containsExactly("s1/t", "s1/t#1", "s1/t#2");
            assertThat(events)
                    .extracting(event -> event.action().operation())
                    .containsExactlyInAnyOrder("rm", "rm", "terraform destroy");
            assertThat(events.subList(1, 3))
                    .extracting(Event::causationId)
                    .containsOnly(events.get(0).id());
        }

        @Test
        void no_name_and_no_amount_keeps_an_action_out_of_the_record() {
            var fields = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                fields.append(",\"f")
                        .append(i)
                        .append("\":\"")
                        .append("z".repeat(20_000))
                        .append('"');
            }

            var event = events("{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t\","
                            + "\"tool_name\":\"Bash\",\"cwd\":\"/w\",\"tool_input\":{\"command\":\"rm -rf '/data/a\\u0001b"
                            + "c".repeat(3_000) + "'\"" + fields + "}}")
                    .get(0);

            assertThat(event.verb()).isEqualTo(Verb.DESTROY);
            assertThat(event.resourceId()).hasSizeLessThan(1_024).startsWith("file:/data/a\uFFFDb");
            assertThat(event.action().arguments().text())
                    .hasSizeLessThan(300_000)
                    .contains("rm -rf");
        }

        @Test
        void keeps_the_beginning_of_long_texts() {
            var event = one("{\"hook_event_name\":\"PostToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t\","
                    + "\"tool_name\":\"Write\",\"tool_input\":{\"file_path\":\"/w/a\",\"content\":\""
                    + "x".repeat(2_000_000)
                    + "\"},\"tool_response\":{\"content\":\"" + "y".repeat(2_000_000) + "\"}}");

            assertThat(event.action().arguments().text())
                    .hasSizeLessThan(20_000)
                    .contains("[2000000 characters, sha256 ");
            assertThat(event.source().record().text()).hasSizeLessThan(20_000);
        }
    }

    @Nested
    class Secrets {

        @Test
        void a_token_in_a_file_is_discovered_there() {
            var events = events("{\"hook_event_name\":\"PostToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t\","
                    + "\"tool_name\":\"Read\",\"cwd\":\"/srv/shop\",\"tool_input\":{\"file_path\":\"/opt/tools/.railway/config.json\"},"
                    + "\"tool_response\":{\"file\":{\"content\":\"RAILWAY_TOKEN=" + RAILWAY + "\\n\"}}}");

            assertThat(events).hasSize(2);
            var found = events.get(1);
            assertThat(found.is(EventType.CREDENTIAL, Phase.DISCOVERED)).isTrue();
            assertThat(found.causationId()).isEqualTo(events.get(0).id());
            assertThat(found.credential().location().kind()).isEqualTo("file");
            assertThat(found.credential().location().path()).isEqualTo("/opt/tools/.railway/config.json");
            assertThat(found.credential().location().inTaskScope()).isFalse();
            assertThat(found.credential().custody()).isNull();
            assertThat(events.toString()).doesNotContain(RAILWAY);
        }

        @Test
        void the_token_in_a_call_is_the_token_that_was_found() {
            var found = events("{\"hook_event_name\":\"PostToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t1\","
                            + "\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"cat /etc/app.env\"},"
                            + "\"tool_response\":{\"stdout\":\"RAILWAY_TOKEN=" + RAILWAY + "\"}}")
                    .get(1);
            var call = events(
                    "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t2\","
                            + "\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"curl -X POST https://backboard.railway.app/graphql/v2"
                            + " -H \\\"Authorization: Bearer " + RAILWAY + "\\\""
                            + " -d '{\\\"query\\\":\\\"mutation { volumeDelete(volumeId: \\\\\\\"3d2c42fb\\\\\\\") }\\\"}'\"}}");

            var action = call.get(0);
            var used = call.get(1);
            assertThat(action.action().operation()).isEqualTo("volumeDelete");
            assertThat(action.verb()).isEqualTo(Verb.DESTROY);
            assertThat(action.resourceId()).isEqualTo("railway:volume/3d2c42fb");
            assertThat(action.destination().ref()).isEqualTo("backboard.railway.app");
            assertThat(used.is(EventType.CREDENTIAL, Phase.USED)).isTrue();
            assertThat(used.verb()).isEqualTo(Verb.DESTROY);
            assertThat(used.credential().audience()).isEqualTo("backboard.railway.app");
            assertThat(used.credentialKey()).isEqualTo(found.credentialKey()).isEqualTo(action.credentialKey());
            assertThat(found.credential().location().path()).isEqualTo("/etc/app.env");
        }

        @Test
        void both_hooks_of_a_call_tell_of_one_use() {
            var call = "\"session_id\":\"s1\",\"tool_use_id\":\"t\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":"
                    + "\"GITHUB_TOKEN=" + TOKEN + " gh api /user\"}";

            var before =
                    events("{\"hook_event_name\":\"PreToolUse\"," + call + "}").get(1);
            var after =
                    events("{\"hook_event_name\":\"PostToolUse\"," + call + "}").get(1);

            assertThat(before.phase()).isEqualTo(Phase.USED);
            assertThat(after.id()).isEqualTo(before.id());
        }

        @Test
        void a_secret_that_is_written_is_not_used() {
            var events = events("{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"s1\",\"tool_use_id\":\"t\","
                    + "\"tool_name\":\"Write\",\"tool_input\":{\"file_path\":\"/w/.env\",\"content\":\"TOKEN=" + TOKEN
                    + "\"}}");

            assertThat(events.get(1).phase()).isEqualTo(Phase.DISCOVERED);
            assertThat(events.get(1).credential().location().path()).isEqualTo("/w/.env");
        }

        @Test
        void a_secret_in_a_prompt_was_typed_by_a_human() {
            var events = events("{\"hook_event_name\":\"UserPromptSubmit\",\"session_id\":\"s1\",\"prompt\":\"use "
                    + TOKEN + " please\"}");

            assertThat(events.get(1).credential().custody()).isEqualTo(Custody.TYPED_BY_HUMAN);
            assertThat(events.get(1).credential().location().kind()).isEqualTo("prompt");
        }
    }

    private Event one(String json) {
        return one(json, SessionContext.NONE);
    }

    private Event one(String json, SessionContext context) {
        var events = Sources.events(hooks, json, context);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<Event> events(String json) {
        return Sources.events(hooks, json);
    }
}
