package dev.recount.ingest.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonsTest {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);

    @TempDir
    Path folder;

    private PersonKeys keys;
    private Persons persons;

    @BeforeEach
    void open() throws IOException {
        keys = PersonKeys.open(folder.resolve("keys"), new SecureRandom());
        persons = new Persons(keys, new SecureRandom());
    }

    @AfterEach
    void close() throws IOException {
        keys.close();
    }

    private static Event event(String json) {
        return JSON.read(json);
    }

    @Test
    void an_event_that_names_nobody_stays_the_very_same() {
        var event = event("{\"type\":\"action\",\"actor\":{\"id\":\"agent:a\",\"kind\":\"agent\",\"name\":\"a\"}}");

        assertThat(persons.protect(event)).isSameAs(event);
    }

    @Test
    void a_person_has_one_pseudonym_wherever_they_stand() {
        var approver = persons.protect(
                event("{\"type\":\"approval\",\"approval\":{\"id\":\"a\",\"approver\":\"user:dana\"}}"));
        var behalf = persons.protect(
                event(
                        "{\"type\":\"action\",\"actor\":{\"id\":\"agent:a\",\"on_behalf_of\":\"user:dana\"},"
                                + "\"action\":{\"arguments\":{\"user:dana\":1,\"b\":\"by user:dana\"}},\"labels\":{\"owner\":\"user:dana\"}}"));

        var pseudonym = persons.find("user:dana").orElseThrow();
        assertThat(approver.approval().approver()).isEqualTo(pseudonym);
        assertThat(behalf.actor().onBehalfOf()).isEqualTo(pseudonym);
        assertThat(behalf.labels()).containsEntry("owner", pseudonym);
        assertThat(behalf.action().arguments().text())
                .isEqualTo("{\"b\":\"by " + pseudonym + "\",\"" + pseudonym + "\":1}");
    }

    @Test
    void what_a_person_is_called_says_and_comes_from_is_sealed_and_can_be_revealed_until_they_are_erased()
            throws IOException {
        var event = event("""
                {"type":"statement","phase":"claimed","actor":{"id":"arn:aws:iam::1:user/dana","kind":"human","name":"Dana \\"D\\" Meyer"},
                 "statement":{"text":"I did it"},"labels":{"source_address":"203.0.113.7","user_agent":"Lynx 1.0"},
                 "source":{"record":{"ip":"203.0.113.7","by":"Dana \\"D\\" Meyer","arn":"arn:aws:iam::1:user/dana"}}}""");

        var written = JSON.write(persons.protect(event));

        assertThat(written).doesNotContain("Meyer", "I did it", "203.0.113.7", "Lynx", "user/dana");
        assertThat(JSON.read(persons.reveal(written).replace("Dana \"D\" Meyer", "Dana \\\"D\\\" Meyer")))
                .isEqualTo(event);
        var pseudonym = persons.find("arn:aws:iam::1:user/dana").orElseThrow();
        assertThat(persons.erase(pseudonym, Instant.EPOCH)).isTrue();
        assertThat(persons.reveal(written)).isEqualTo(written);
    }

    @Test
    void what_comes_out_can_be_written_and_its_free_json_is_canonical() throws IOException {
        var event = persons.protect(TestEvents.EVERYTHING);

        var arguments = event.action().arguments().text();
        assertThat(CanonicalJson.of(RecordJson.MAPPER.readTree(arguments)).text())
                .isEqualTo(arguments);
        assertThat(JSON.write(event)).doesNotContain("user:dana");
    }
}
