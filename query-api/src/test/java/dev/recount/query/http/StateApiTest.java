package dev.recount.query.http;

import static dev.recount.query.NineSeconds.AGENT;
import static dev.recount.query.NineSeconds.SESSION;
import static dev.recount.query.NineSeconds.T0;
import static dev.recount.query.NineSeconds.TOKEN;
import static dev.recount.query.NineSeconds.VOLUME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Approval;
import dev.recount.event.Credential;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The questions about a moment and about reach. */
class StateApiTest {

    private static final String STATE = "/v1/state?session=" + SESSION + "&at=";

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = new ApiServer();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void open() {
        api.serve(new NaiveViews());
        NineSeconds.addTo(api.fixture);
    }

    @Test
    void an_actor_holds_a_credential_from_when_it_was_found_until_it_is_revoked() {
        api.fixture.add(
                0,
                NineSeconds.hook("revoked", 8, 20_000)
                        .type(EventType.CREDENTIAL)
                        .phase(Phase.REVOKED)
                        .credential(new Credential(TOKEN, null, null, null, null, null, null, null))
                        .build());

        assertThat(api.get(STATE + at(3_000)).get("holdings")).isEmpty();
        var held = api.get(STATE + at(9_000)).get("holdings");
        assertThat(held).hasSize(1);
        assertThat(held.get(0).get("actor").textValue()).isEqualTo(AGENT);
        assertThat(held.get(0).get("credential").textValue()).isEqualTo(TOKEN);
        assertThat(held.get(0).get("custody").textValue()).isEqualTo("found");
        assertThat(held.get(0).get("since_event").textValue()).isEqualTo("found");
        assertThat(Instant.parse(held.get(0).get("last_used_at").textValue())).isEqualTo(T0.plusMillis(9_000));
        assertThat(api.get(STATE + at(20_000)).get("holdings")).isEmpty();
    }

    @Test
    void what_was_found_before_a_thousand_other_events_is_still_held() {
        for (int i = 0; i < 1_200; i++) {
            api.fixture.add(
                    0, NineSeconds.hook("later-" + i, 100 + i, 10_000 + i).build());
        }

        var state = api.get(STATE + at(20_000));

        assertThat(state.get("holdings")).hasSize(1);
        assertThat(state.get("truncated").booleanValue()).isFalse();
    }

    @Test
    void an_approval_is_granted_expires_and_is_revoked() {
        var approval = new Approval(
                "ap-1", "user:dana", AGENT, List.of(Verb.DESTROY), VOLUME, null, T0.plusSeconds(30), "chat");
        api.fixture.add(0, approval("asked", 2_000, Phase.REQUESTED, approval));
        api.fixture.add(0, approval("given", 5_000, Phase.GRANTED, approval));
        api.fixture.add(
                0,
                approval(
                        "taken-back",
                        40_000,
                        Phase.REVOKED,
                        new Approval("ap-1", null, null, List.of(), null, null, null, null)));

        assertThat(statuses(1_000)).isEmpty();
        assertThat(statuses(2_000)).containsExactly("requested");
        assertThat(statuses(6_000)).containsExactly("granted");
        assertThat(statuses(30_000)).containsExactly("expired");
        assertThat(statuses(40_000)).containsExactly("revoked");
        assertThat(api.get(STATE + at(40_000)).at("/approvals/0/resource").textValue())
                .isEqualTo(VOLUME);
    }

    private static dev.recount.event.Event approval(String id, long atMs, Phase phase, Approval approval) {
        return NineSeconds.hook(id, 20 + atMs, atMs)
                .type(EventType.APPROVAL)
                .phase(phase)
                .approval(approval)
                .build();
    }

    private static List<String> statuses(long ms) {
        var statuses = new ArrayList<String>();
        api.get(STATE + at(ms))
                .get("approvals")
                .forEach(approval -> statuses.add(approval.get("status").textValue()));
        return statuses;
    }

    @Test
    void what_was_destroyed_says_what_was_left_to_recover_from() {
        declareCopies(T0);
        api.fixture.add(
                0,
                NineSeconds.hook("backup-gone", 9, 12_000)
                        .phase(Phase.SUCCEEDED)
                        .action(NineSeconds.SUCCEEDED.action())
                        .resource(new Resource("backup-a", null, null, null, null))
                        .build());

        assertThat(api.get(STATE + at(8_000)).get("losses")).isEmpty();
        var then = api.get(STATE + at(9_000)).get("losses").get(0);
        assertThat(then.get("resource").textValue()).isEqualTo(VOLUME);
        assertThat(then.get("protection_group").textValue()).isEqualTo("shop");
        assertThat(then.get("surviving")).extracting(JsonNode::textValue).containsExactly("backup-a", "backup-b");
        var later = api.get(STATE + at(12_000)).get("losses").get(0);
        assertThat(later.get("surviving")).extracting(JsonNode::textValue).containsExactly("backup-b");
        assertThat(then.get("copies_known").booleanValue()).isTrue();
    }

    @Test
    void that_nothing_was_left_is_not_taken_for_nothing_known() {
        assertThat(api.get(STATE + at(9_000)).at("/losses/0/copies_known").booleanValue())
                .isFalse();
        declare(VOLUME, "{\"protection_group\":\"shop\",\"shares_fate_with\":[\"backup-*\"]}", T0);
        declare("backup-a", "{\"protection_group\":\"shop\"}", T0);

        var loss = api.get(STATE + at(9_000)).at("/losses/0");
        assertThat(loss.get("copies_known").booleanValue()).isTrue();
        assertThat(loss.get("surviving")).isEmpty();
    }

    @Test
    void copies_that_were_declared_afterwards_were_not_known_then() {
        declareCopies(T0.plusSeconds(600));

        var now = api.get(STATE + at(9_000)).at("/losses/0");
        var then = api.get(STATE + at(9_000) + "&as_of=" + at(500_000)).at("/losses/0");

        assertThat(now.get("surviving")).extracting(JsonNode::textValue).containsExactly("backup-a", "backup-b");
        assertThat(then.get("surviving")).isEmpty();
        assertThat(then.get("copies_known").booleanValue()).isFalse();
    }

    @Test
    void a_copy_that_somebody_else_destroyed_does_not_survive() {
        declareCopies(T0);
        api.fixture.add(
                1,
                NineSeconds.hook("gone-elsewhere", 1, 8_000)
                        .session(new Session("sess-9", 1L, null, null, null))
                        .phase(Phase.SUCCEEDED)
                        .action(NineSeconds.SUCCEEDED.action())
                        .resource(new Resource("backup-b", null, null, null, null))
                        .recordedAt(T0.plusSeconds(600))
                        .build());

        var now = api.get(STATE + at(9_000)).at("/losses/0/surviving");
        var then = api.get(STATE + at(9_000) + "&as_of=" + at(500_000)).at("/losses/0/surviving");

        assertThat(now).extracting(JsonNode::textValue).containsExactly("backup-a");
        assertThat(then).extracting(JsonNode::textValue).containsExactly("backup-a", "backup-b");
    }

    private static void declareCopies(Instant enteredAt) {
        for (var id : List.of(VOLUME, "backup-a", "backup-b")) {
            declare(id, "{\"protection_group\":\"shop\"}", enteredAt);
        }
    }

    private static void declare(String id, String body, Instant enteredAt) {
        var version = new RegistryVersion(null, null, enteredAt, "declared-" + id, false, new Json(body));
        api.fixture.add(new RegistryEntry("resources", id, List.of(version)));
    }

    @Test
    void known_then_and_known_now_differ_by_what_came_late() {
        var then = "/v1/state?resource=" + VOLUME + "&at=" + at(10_000);
        api.fixture.add(
                1,
                NineSeconds.hook("late", 8, 9_400)
                        .resource(NineSeconds.SUCCEEDED.resource())
                        .credential(new Credential("fp_other", null, null, null, null, null, null, null))
                        .phase(Phase.SUCCEEDED)
                        .recordedAt(T0.plusSeconds(600))
                        .build());

        assertThat(api.get(then).get("holdings")).hasSize(2);
        assertThat(api.get(then + "&as_of=" + at(10_000)).get("holdings")).hasSize(1);
        assertThat(api.problem(400, "/v1/state?at=" + at(0))).startsWith("a state is of one thing, and 0 are named");
        assertThat(api.problem(404, "/v1/state?incident=nope")).contains("nope");
    }

    @Test
    void a_radius_holds_what_was_reached_from_then_on_and_nothing_before() {
        api.fixture.add(
                1,
                NineSeconds.hook("minted", 10, 11_000)
                        .type(EventType.CREDENTIAL)
                        .phase(Phase.ISSUED)
                        .credential(new Credential("fp_child", null, null, null, null, null, TOKEN, null))
                        .build());
        api.fixture.add(
                2,
                NineSeconds.hook("elsewhere", 1, 60_000)
                        .session(new Session("sess-9", 1L, null, null, null))
                        .phase(Phase.SUCCEEDED)
                        .credential(new Credential("fp_child", null, null, null, null, null, null, null))
                        .resource(new Resource("dns/example", null, null, null, null))
                        .build());

        assertThat(reached("credential=" + TOKEN))
                .containsExactlyInAnyOrder(
                        "credential " + TOKEN,
                        "session " + SESSION,
                        "resource " + VOLUME,
                        "credential fp_child",
                        "session sess-9",
                        "resource dns/example");
        assertThat(reached("credential=" + TOKEN + "&from=" + at(30_000))).containsExactly("credential " + TOKEN);
        assertThat(reached("session=" + SESSION + "&as_of=" + at(5_000)))
                .containsExactlyInAnyOrder("session " + SESSION, "credential " + TOKEN);
        assertThat(api.problem(400, "/v1/blast-radius")).startsWith("a blast radius is that of one thing");
    }

    @Test
    void a_lineage_is_a_graph_too() {
        var graph = api.get("/v1/credentials/" + TOKEN + "/lineage").get("graph");
        var edges = new ArrayList<String>();
        graph.get("edges")
                .forEach(edge -> edges.add(id(graph, edge.get("from")) + " "
                        + edge.get("relation").textValue() + " " + id(graph, edge.get("to")) + " "
                        + edge.get("count").intValue() + " "
                        + edge.get("first_event").textValue()));

        assertThat(edges)
                .containsExactly(
                        SESSION + " found " + TOKEN + " 1 found",
                        SESSION + " used " + TOKEN + " 2 requested",
                        TOKEN + " reached " + VOLUME + " 2 requested");
        assertThat(graph.get("truncated").booleanValue()).isFalse();
    }

    private static String id(JsonNode graph, JsonNode number) {
        return graph.get("nodes").get(number.intValue()).get("id").textValue();
    }

    private static List<String> reached(String question) {
        var nodes = new ArrayList<String>();
        api.get("/v1/blast-radius?" + question)
                .get("nodes")
                .forEach(node -> nodes.add(
                        node.get("kind").textValue() + " " + node.get("id").textValue()));
        return nodes;
    }

    private static String at(long ms) {
        return T0.plusMillis(ms).toString();
    }
}
