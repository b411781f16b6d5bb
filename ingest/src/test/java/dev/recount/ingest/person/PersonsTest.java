package dev.recount.ingest.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Source;
import dev.recount.event.TestEvents;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.ContentDigest;
import dev.recount.ingest.accept.EventRedactor;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        persons = new Persons(keys);
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

    @Test
    void only_what_is_a_person_s_is_replaced_however_short_their_id() {
        var event = event("""
                {"id":"ops-1","type":"action","session":{"id":"dana-laptop"},
                 "actor":{"id":"ops","kind":"human","name":"dana"},
                 "action":{"id":"ops","tool":"ops","operation":"devopsDelete","arguments":{"by":"ops","for":"dana","x":"dana-2"}},
                 "resource":{"id":"db:ops-1","kind":"ops","environment":"ops"},
                 "source":{"product":"ops","record":{"user":"dana","id":"ops","host":"dana-laptop"}}}""");

        var kept = persons.protect(event);

        var pseudonym = persons.find("ops").orElseThrow();
        assertThat(kept.actor().id()).isEqualTo(pseudonym);
        assertThat(persons.reveal(kept.actor().name()))
                .isEqualTo("dana")
                .isNotEqualTo(kept.actor().name());
        assertThat(kept.id()).isEqualTo("ops-1");
        assertThat(kept.session()).isEqualTo(event.session());
        assertThat(kept.resource()).isEqualTo(event.resource());
        assertThat(kept.action().operation()).isEqualTo("devopsDelete");
        assertThat(kept.action().id()).isEqualTo("ops");
        assertThat(kept.action().tool()).isEqualTo("ops");
        assertThat(kept.action().arguments().text())
                .isEqualTo("{\"by\":\"" + pseudonym + "\",\"for\":\"dana\",\"x\":\"dana-2\"}");
        assertThat(kept.source().record().text())
                .isEqualTo("{\"host\":\"dana-laptop\",\"id\":\"" + pseudonym + "\",\"user\":\""
                        + kept.actor().name() + "\"}");
    }

    @Test
    void the_same_event_gives_the_same_and_no_other_text_has_its_nonce() {
        var said =
                "{\"id\":\"%s\",\"type\":\"statement\",\"actor\":{\"id\":\"user:dana\",\"kind\":\"human\",\"name\":\"%s\"},"
                        + "\"statement\":{\"text\":\"%s\"}}";
        var once = persons.protect(event(said.formatted("a", "Dana", "yes")));

        assertThat(persons.protect(event(said.formatted("a", "Dana", "yes")))).isEqualTo(once);
        var nonces = new HashSet<String>();
        for (String id : List.of("a", "b")) {
            for (String text : List.of("yes", "no", "a", "")) {
                var event = persons.protect(event(said.formatted(id, "Dana" + text, text + ".")));
                assertThat(nonces.add(nonce(event.actor().name()))).isTrue();
                assertThat(nonces.add(nonce(event.statement().text()))).isTrue();
            }
        }
    }

    private static String nonce(String sealed) {
        return sealed.substring(sealed.lastIndexOf(':') + 1).substring(0, 16);
    }

    @Test
    void an_approver_stays_or_is_replaced_whoever_came_before() {
        var approval = event(
                "{\"type\":\"approval\",\"approval\":{\"id\":\"a\",\"approver\":\"ops\",\"grantee\":\"user:erin\"}}");
        var before = persons.protect(approval);
        var unused = persons.protect(event("{\"type\":\"action\",\"actor\":{\"id\":\"ops\",\"kind\":\"human\"}}"));

        assertThat(persons.protect(approval)).isEqualTo(before);
        assertThat(before.approval().approver()).isEqualTo("ops");
    }

    @Test
    void more_names_than_an_event_may_have_are_one() {
        var names = IntStream.range(0, 3_000)
                .mapToObj(i -> "a" + i + "@example.com")
                .collect(Collectors.joining(" "));
        var event = event("{\"type\":\"action\",\"action\":{\"summary\":\"" + names + "\"}}");

        var summary = persons.protect(event).action().summary();

        assertThat(summary).doesNotContain("example.com").endsWith(" person:many");
        assertThat(Arrays.stream(summary.split(" ")).distinct().count()).isEqualTo(Protection.NAMES_MAX + 1);
        assertThat(persons.protect(event).action().summary()).isEqualTo(summary);
    }

    @Test
    void free_json_comes_out_canonical_whatever_stands_in_it() throws IOException {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            var event = Event.of(EventType.ACTION)
                    .id(text(random))
                    .actor(new Actor(text(random), ActorKind.HUMAN, text(random), null, null))
                    .label(text(random), text(random))
                    .source(new Source(null, null, null, CanonicalJson.of(tree(random, 3))))
                    .build();

            var kept = persons.protect(event);

            var json = kept.source().record().text();
            assertThat(CanonicalJson.of(RecordJson.MAPPER.readTree(json)).text())
                    .as("seed %d", seed)
                    .isEqualTo(json);
            assertThat(JSON.read(JSON.write(kept))).as("seed %d", seed).isEqualTo(kept);
            assertThat(json).as("seed %d", seed).doesNotContain("dana@example.com");
        }
    }

    private static JsonNode tree(SplittableRandom random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return TextNode.valueOf(text(random));
        }
        var object = RecordJson.MAPPER.createObjectNode();
        var array = object.putArray(text(random));
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(text(random), tree(random, depth - 1));
            array.add(tree(random, depth - 1));
        }
        return object;
    }

    private static String text(SplittableRandom random) {
        var pieces = List.of(
                "dana@example.com",
                "user:dana",
                "\n",
                "\r\t",
                "\"",
                "\\",
                "n",
                "%40",
                "\u0001",
                " ",
                "@",
                "ops",
                "\u00e9");
        var text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    @Test
    void an_address_after_a_line_break_is_found() {
        var event =
                event("{\"type\":\"action\",\"action\":{\"arguments\":{\"command\":\"git log\\ndana@example.com\"}}}");

        var arguments = persons.protect(event).action().arguments().text();

        assertThat(arguments)
                .isEqualTo("{\"command\":\"git log\\n"
                        + persons.find("dana@example.com").orElseThrow() + "\"}");
    }

    @Test
    void two_names_of_one_person_stay_two_members() {
        var event = event("{\"type\":\"action\",\"action\":{\"arguments\":{\"a@example.com\":1,\"A@example.com\":2}}}");

        var arguments = persons.protect(event).action().arguments().text();

        var pseudonym = persons.find("a@example.com").orElseThrow();
        assertThat(arguments).isEqualTo("{\"" + pseudonym + "\":2,\"" + pseudonym + "#2\":1}");
    }

    @Test
    void an_event_that_is_sent_again_is_a_duplicate_and_one_that_says_something_else_is_not() {
        var acceptance = new Acceptance(
                new EventRedactor(new Fingerprinter(FingerprintKey.of(new byte[32]))),
                persons,
                Codecs.released().events());
        var said =
                "{\"id\":\"a\",\"type\":\"statement\",\"actor\":{\"id\":\"user:dana\",\"kind\":\"human\",\"name\":\"Dana\"},"
                        + "\"statement\":{\"text\":\"%s\"},\"labels\":{\"source_address\":\"203.0.113.7\"}}";
        var first = digest(acceptance, said.formatted("yes"), Instant.EPOCH);

        assertThat(digest(acceptance, said.formatted("yes"), Instant.EPOCH.plusSeconds(5)))
                .isEqualTo(first);
        assertThat(digest(acceptance, said.formatted("no"), Instant.EPOCH)).isNotEqualTo(first);
    }

    private static long digest(Acceptance acceptance, String json, Instant now) {
        var codec = Codecs.released().events();
        var value = acceptance.accept(event(json), now).envelopes().get(0).value();
        return ContentDigest.of(codec.decode(value), codec);
    }
}
