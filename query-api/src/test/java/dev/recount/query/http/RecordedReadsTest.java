package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.runtime.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of evidence are on record, whatever way somebody comes to them. */
class RecordedReadsTest {

    private static final String TIMELINE = "/v1/timeline?session=" + NineSeconds.SESSION;

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
    void a_page_of_somebody_elses_question_is_on_record_too() {
        var cursor = read(TIMELINE + "&limit=2").get("next_cursor").textValue();
        var page = api.request(TIMELINE + "&cursor=" + cursor + "&limit=2", Role.COMPLIANCE);
        api.answer(200, page.build());
        api.answer(200, page.build());

        assertThat(api.sink.access)
                .extracting(read -> read.actorId() + " " + read.resourceId())
                .containsExactly(
                        "token:responder recount:" + TIMELINE + "&limit=2",
                        "token:compliance recount:" + TIMELINE + "&limit=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/incidents/inc-1", "/v1/alerts/a", "/v1/events/found", "/v1/state?session=sess-1"})
    void reading_one_thing_is_on_record(String question) {
        read(question);

        assertThat(api.sink.access).extracting(Event::resourceId).containsExactly("recount:" + question);
    }

    @Test
    void asking_for_what_is_not_there_is_on_record() {
        var missing = api.request("/v1/events/none", Role.RESPONDER).header("X-Purpose", "UTF-8''Pr%C3%BCfung");
        api.answer(404, missing.build());
        api.answer(404, missing.build());

        assertThat(api.sink.access).hasSize(1);
        var read = api.sink.access.get(0);
        assertThat(read.phase()).isEqualTo(Phase.FAILED);
        assertThat(read.resourceId()).isEqualTo("recount:/v1/events/none");
        assertThat(read.labels()).containsEntry("purpose", "Prüfung");
    }

    private static JsonNode read(String question) {
        return api.answer(200, api.request(question, Role.RESPONDER).build());
    }
}
