package dev.recount.standalone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.evidence.erasure.LegalHold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is behind a pseudonym, and how that is forgotten: what is on record of it, and what forbids it. */
class PersonsApiTest {

    @TempDir
    static Path folder;

    private static EvidenceServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new EvidenceServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.forget();
    }

    @Test
    void an_erasure_is_on_record_before_it_happens_and_a_second_one_says_when() throws Exception {
        var request = "{\"person\":\"" + TwoPersons.DANA + "\",\"why\":\"art. 17\"}";
        server.logIsThere = false;
        assertThat(server.send("POST /v1/erasures", request).statusCode()).isEqualTo(503);
        server.logIsThere = true;
        var erased = server.send("POST /v1/erasures", request);
        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(server.send("POST /v1/erasures", request).body()).isEqualTo(erased.body());
        assertThat(server.recorded).singleElement().satisfies(event -> {
            assertThat(event.action().operation()).isEqualTo("recount.erase");
            assertThat(event.action().arguments().text()).contains(TwoPersons.DANA, "art. 17");
        });
    }

    @Test
    void a_legal_hold_forbids_it_by_name() throws Exception {
        var refused = server.send("POST /v1/erasures", "{\"person\":\"" + TwoPersons.HELD + "\",\"why\":\"art. 17\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(EvidenceServer.json(refused).path("detail").asText()).contains("matter-17", "litigation");
        assertThat(server.recorded).isEmpty();
    }

    @Test
    void a_hold_on_a_name_that_nobody_has_forbids_every_erasure_and_is_shown() throws Exception {
        server.holds = List.of(new LegalHold("m2", List.of("Kim S"), ""));
        var refused = server.send("POST /v1/erasures", "{\"person\":\"" + TwoPersons.HELD + "\",\"why\":\"art. 17\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(EvidenceServer.json(refused).path("detail").asText()).contains("m2", "Kim S", "user:NAME");
        assertThat(server.recorded).isEmpty();
        var shown = EvidenceServer.json(server.send("GET /v1/retention", ""));
        assertThat(shown.at("/holds/0/unknown_persons"))
                .extracting(JsonNode::asText)
                .containsExactly("Kim S");
        assertThat(shown.at("/items/0/held").asBoolean()).isFalse();
    }

    @Test
    void who_asks_behind_a_pseudonym_is_on_record_without_the_answer() throws Exception {
        var found =
                server.send("POST /v1/persons/reveal", "{\"text\":\"by " + TwoPersons.DANA + "\",\"why\":\"a case\"}");
        assertThat(EvidenceServer.json(found).path("text").asText()).isEqualTo("by user:dana");
        assertThat(server.recorded)
                .singleElement()
                .asString()
                .contains("recount.reveal", TwoPersons.DANA)
                .doesNotContain("user:dana");
    }

    @Test
    void who_asks_for_a_pseudonym_is_on_record_whether_or_not_there_is_one() throws Exception {
        var found = server.send("POST /v1/persons/find", "{\"identity\":\"arn:held\",\"why\":\"a case\"}");
        assertThat(EvidenceServer.json(found).path("person").asText()).isEqualTo(TwoPersons.HELD);
        assertThat(server.recorded)
                .singleElement()
                .asString()
                .contains("recount.find", TwoPersons.HELD, "a case")
                .doesNotContain("arn:held");
        var nobody = server.send("POST /v1/persons/find", "{\"identity\":\"arn:nobody\",\"why\":\"a case\"}");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(server.recorded).hasSize(2).last().asString().doesNotContain("arn:nobody");
        server.logIsThere = false;
        assertThat(server.send("POST /v1/persons/find", "{\"identity\":\"arn:held\",\"why\":\"a case\"}")
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void nobody_is_erased_while_holds_may_be_missing() throws Exception {
        server.holdsAreKnown = false;
        var refused = server.send("POST /v1/erasures", "{\"person\":\"" + TwoPersons.HELD + "\",\"why\":\"art. 17\"}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.recorded).isEmpty();
    }
}
