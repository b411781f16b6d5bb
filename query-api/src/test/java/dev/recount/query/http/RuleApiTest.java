package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Phase;
import dev.recount.query.NaiveViews;
import dev.recount.runtime.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleApiTest {

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
    }

    @Test
    void a_rule_is_put_by_an_event_and_can_be_read_back() {
        var put = api.put(201, "/v1/rules/MINE-1", "Mine\nmore: text\n");

        assertThat(api.get("/v1/rules/MINE-1")).isEqualTo(put);
        assertThat(put.get("title").textValue()).isEqualTo("Mine");
        assertThat(put.get("origin").textValue()).isEqualTo("live");
        assertThat(put.get("sigma").textValue()).isEqualTo("Mine\nmore: text\n");
        assertThat(api.sink.recorded).singleElement().satisfies(event -> {
            assertThat(event.phase()).isEqualTo(Phase.REFERENCE_CHANGED);
            assertThat(event.actorId()).isEqualTo("token:engineer");
            assertThat(event.reference().kind()).isEqualTo("rules");
        });
    }

    @Test
    void json_may_carry_the_text() {
        var put = api.put(201, "/v1/rules/MINE-1", "{\"sigma\":\"Mine\"}");

        assertThat(put.get("sigma").textValue()).isEqualTo("Mine");
    }

    @Test
    void what_is_in_force_is_not_put_twice() {
        api.put(201, "/v1/rules/MINE-1", "Mine");
        api.put(200, "/v1/rules/MINE-1", "Mine");

        assertThat(api.sink.recorded).hasSize(1);
    }

    @Test
    void a_rule_with_faults_is_refused_with_all_of_them_and_the_old_one_stays() {
        api.put(201, "/v1/rules/MINE-1", "Mine");

        var problem = api.put(400, "/v1/rules/MINE-1", "Mine\n  fault\nanother fault");

        assertThat(problem.at("/errors")).hasSize(2);
        assertThat(problem.at("/errors/0/detail").textValue())
                .isEqualTo("line 2, column 3: detection: fault (expected: none)");
        assertThat(problem.at("/errors/1/detail").textValue()).startsWith("line 3, column 9");
        assertThat(api.get("/v1/rules/MINE-1").get("sigma").textValue()).isEqualTo("Mine");
        assertThat(api.sink.recorded).hasSize(1);
    }

    @Test
    void lists_what_is_in_force_page_by_page() {
        api.put(201, "/v1/rules/MINE-1", "Mine");
        api.put(201, "/v1/rules/ZZ-1", "Last");

        var page = api.get("/v1/rules?limit=2");
        assertThat(TimelineApiTest.ids(page)).containsExactly("MINE-1", "SHIPPED");
        assertThat(page.at("/items/1/origin").textValue()).isEqualTo("shipped");
        assertThat(page.at("/items/1").has("sigma")).isFalse();
        var rest = api.get("/v1/rules?limit=2&cursor=" + page.get("next_cursor").textValue());
        assertThat(TimelineApiTest.ids(rest)).containsExactly("ZZ-1");
    }

    @Test
    void a_rule_is_taken_out_of_force_also_one_that_ships() throws Exception {
        api.put(201, "/v1/rules/MINE-1", "Mine");

        for (String rule : new String[] {"/v1/rules/MINE-1", "/v1/rules/SHIPPED"}) {
            api.answer(200, api.request(rule, Role.ENGINEER).DELETE().build());
            api.problem(404, rule);
            api.answer(404, api.request(rule, Role.ENGINEER).DELETE().build());
        }
        api.put(201, "/v1/rules/SHIPPED", "Mine now");
        assertThat(api.get("/v1/rules/SHIPPED").get("origin").textValue()).isEqualTo("live");
    }

    @Test
    void says_so_when_a_change_does_not_show_yet() {
        api.put(201, "/v1/rules/MINE-1", "Mine");
        api.sink.lagging = true;

        assertThat(api.put(202, "/v1/rules/MINE-1", "Changed").get("id").textValue())
                .isEqualTo("MINE-1");
        api.answer(202, api.request("/v1/rules/MINE-1", Role.ENGINEER).DELETE().build());
    }

    @Test
    void responders_and_senders_may_not_change_rules() {
        for (Role role : new Role[] {Role.RESPONDER, Role.SENDER, Role.COMPLIANCE}) {
            api.answer(
                    403,
                    api.request("/v1/rules/MINE-1", role)
                            .PUT(BodyPublishers.ofString("Mine"))
                            .build());
        }
        assertThat(api.sink.recorded).isEmpty();
    }

    @Test
    void the_registry_points_to_where_rules_are_put() {
        assertThat(api.put(405, "/v1/registry/rules/MINE-1", "{}").get("detail").textValue())
                .isEqualTo("rules are put at /v1/rules");
    }
}
