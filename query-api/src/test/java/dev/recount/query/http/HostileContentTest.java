package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.event.Verb;
import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.runtime.access.Role;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent wrote reaches whoever prints an answer as text, and comes back unchanged to whoever reads it. */
class HostileContentTest {

    private static final String HOSTILE = "\u001B[2J\u009B31m\u202Etxt.exe\u2066\u200B\u2028<script>alert(1)</script>"
            + "javascript:alert(1)=HYPERLINK(\"x\")\u0007\uDB40\uDC41";

    private static ApiServer api;

    @BeforeAll
    static void start() {
        api = new ApiServer();
        api.serve(new NaiveViews());
        api.fixture.add(0, hostile());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Event hostile() {
        return NineSeconds.hook("e" + HOSTILE, 1, 0)
                .session(new Session("s" + HOSTILE, 1L, null, null, null))
                .actor(new Actor("a" + HOSTILE, ActorKind.AGENT, HOSTILE, HOSTILE, HOSTILE))
                .phase(Phase.SUCCEEDED)
                .action(new Action(
                        "x" + HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        Verb.READ,
                        HOSTILE,
                        new Json(RecordJson.MAPPER
                                .createObjectNode()
                                .put("k", HOSTILE)
                                .toString()),
                        null,
                        null,
                        HOSTILE,
                        null))
                .resource(new Resource("r" + HOSTILE, HOSTILE, HOSTILE, null, null))
                .label("label", HOSTILE)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/timeline?session=s",
                "/v1/events?resource=r",
                "/v1/state?actor=a",
                "/v1/blast-radius?session=s"
            })
    void is_inert_in_every_answer(String question) {
        var response = api.send(api.request(question + ApiServer.encoded(HOSTILE), Role.RESPONDER)
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.body().codePoints().filter(HostileContentTest::isUnseen))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events?session=s"})
    void is_what_was_recorded_to_who_reads_it(String question) {
        JsonNode event =
                api.get(question + ApiServer.encoded(HOSTILE)).get("items").get(0);

        for (String pointer : List.of("/action/summary", "/action/arguments/k", "/actor/name", "/labels/label")) {
            assertThat(event.at(pointer).textValue()).as(pointer).isEqualTo(HOSTILE);
        }
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR;
    }
}
