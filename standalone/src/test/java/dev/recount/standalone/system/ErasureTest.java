package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.evidence.bundle.BundleVerification;
import dev.recount.evidence.merkle.Inclusion;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person is named through every door and erased. Then they are looked for in every record of every topic and in every file
 * of the data directory, the exports among them, and what was handed out before must still verify.
 */
class ErasureTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String USER = "user:quillfeather";
    private static final String ADDRESS = "odette.quillfeather@example.com";
    private static final String NAME = "Odette Quillfeather";
    private static final String SAID = "It was me who pressed the button, sorry";
    private static final String NETWORK = "203.0.113.77";
    private static final List<String> TRACES = List.of("quillfeather", "Quillfeather", "pressed the button", NETWORK);

    @Test
    void nothing_of_an_erased_person_is_left_and_every_proof_still_holds(@TempDir Path data) throws Exception {
        try (var recount =
                RunningRecount.start(RunningRecount.onClassPath(), data, Map.of("RECOUNT_PERSONS_PROTECT", "true"))) {
            sendThroughEveryDoor(recount);
            var pseudonym = find(recount, USER);
            var mail = find(recount, ADDRESS);
            assertThat(reveal(recount, event(recount).toString())).contains(USER, NAME, SAID, NETWORK);
            var bundle = export(recount, data, "{\"format\":\"ocsf\"}");
            var ofThem = export(
                    recount,
                    data,
                    "{\"format\":\"json\",\"actor\":\"" + USER + "\",\"why\":\"access request of " + USER + " <"
                            + ADDRESS + ">\"}");
            assertThat(Files.readString(ofThem, StandardCharsets.ISO_8859_1))
                    .contains(pseudonym, mail, "\"id\":\"said\"");
            var before = proof(recount);
            var keys = keys(data);

            aHoldForbidsIt(recount, pseudonym);
            assertThat(recount.command("erase", USER, "--why", "asked by " + USER))
                    .satisfies(run -> assertThat(run.status()).isZero())
                    .satisfies(run -> assertThat(run.output()).startsWith(pseudonym + " erased at "));
            assertThat(erase(recount, mail).statusCode()).isEqualTo(200);

            assertThat(reveal(recount, event(recount).toString()))
                    .contains(pseudonym)
                    .doesNotContain("uillfeather");
            assertThat(erase(recount, USER).statusCode()).isEqualTo(404);
            var after = proof(recount);
            assertThat(after.path("leaf_hash")).isEqualTo(before.path("leaf_hash"));
            assertHolds(before);
            assertHolds(after);
            assertThat(erasures(recount)).contains("\"recount:" + pseudonym + "\"", "asked by " + pseudonym);
            EveryRecord.of(recount.bootstrap()).forEach((topic, text) -> assertClean("topic " + topic, text));
            assertVerifies(recount, bundle);
            assertNoKeyIsLeft(data, keys);
        }
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertClean(data.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void sendThroughEveryDoor(RunningRecount recount) {
        post(recount, "/v1/events", """
                {"id":"said","type":"statement","phase":"claimed","session":{"id":"s"},"statement":{"text":"%s"},
                 "actor":{"id":"%s","kind":"human","name":"%s"},"labels":{"source_address":"%s"}}
                """.formatted(SAID, USER, NAME, NETWORK));
        post(recount, "/v1/events", """
                {"id":"mail","type":"action","session":{"id":"s"},"actor":{"id":"agent:a","kind":"agent","on_behalf_of":"%s"},
                 "action":{"tool":"Mail","operation":"send","verb":"send_external","summary":"mail to %s",
                  "arguments":{"to":"%s","cc":["%s"]}},"resource":{"id":"mail:%s"}}
                """.formatted(USER, ADDRESS, ADDRESS, USER, ADDRESS));
        post(recount, "/v1/events", "{\"type\":\"nonsense\",\"by\":\"" + ADDRESS + "\"}");
        post(recount, "/v1/events", "{\"type\":\"action\",\"by\":\"" + USER + "\"");
        post(
                recount,
                "/v1/ingest/hooks/claude-code?on_behalf_of=" + URLEncoder.encode(USER, StandardCharsets.UTF_8),
                "{\"hook_event_name\":\"UserPromptSubmit\",\"session_id\":\"s\",\"prompt_id\":\"p\",\"prompt\":\"tell "
                        + ADDRESS + "\"}");
        recount.put("/v1/registry/principals/" + USER, "{\"owner\":\"" + ADDRESS + "\"}");
    }

    private static void post(RunningRecount recount, String path, String body) {
        var unused = recount.postLater(path, "application/json", body.getBytes(StandardCharsets.UTF_8))
                .join();
    }

    private static String find(RunningRecount recount, String identity) throws IOException {
        var answer = recount.send("POST", "/v1/persons/find", "{\"identity\":\"" + identity + "\",\"why\":\"a test\"}");
        return MAPPER.readTree(answer).path("person").asText();
    }

    private static String reveal(RunningRecount recount, String text) throws IOException {
        var asked = MAPPER.createObjectNode().put("text", text).put("why", "a test");
        return MAPPER.readTree(recount.send("POST", "/v1/persons/reveal", asked.toString()))
                .path("text")
                .asText();
    }

    private static JsonNode event(RunningRecount recount) throws IOException {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> !recount.get("/v1/events/said")
                .isEmpty());
        return MAPPER.readTree(recount.get("/v1/events/said"));
    }

    private static JsonNode proof(RunningRecount recount) throws IOException {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> !recount.get("/v1/events/said/proof")
                .isEmpty());
        return MAPPER.readTree(recount.get("/v1/events/said/proof"));
    }

    private static void aHoldForbidsIt(RunningRecount recount, String pseudonym) throws IOException {
        recount.put("/v1/registry/holds/matter-17", "{\"persons\":[\"" + USER + "\"],\"reason\":\"litigation\"}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> recount.get("/v1/registry/holds/matter-17").contains(pseudonym));
        var refused = erase(recount, pseudonym);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("matter-17").contains("litigation");
        recount.put("/v1/registry/holds/matter-17", "{\"persons\":[],\"reason\":\"settled\"}");
        await().atMost(Duration.ofSeconds(20)).until(() -> MAPPER.readTree(recount.get("/v1/registry/holds/matter-17"))
                .at("/body/reason")
                .asText()
                .equals("settled"));
    }

    private static HttpResponse<String> erase(RunningRecount recount, String person) {
        var body = "{\"person\":\"" + person + "\",\"why\":\"a test\"}";
        return recount.postLater("/v1/erasures", "application/json", body.getBytes(StandardCharsets.UTF_8))
                .join();
    }

    private static Path export(RunningRecount recount, Path data, String asked) throws IOException {
        var id = MAPPER.readTree(recount.send("POST", "/v1/exports", asked))
                .path("id")
                .asText();
        await().atMost(Duration.ofSeconds(30)).until(() -> MAPPER.readTree(recount.get("/v1/exports/" + id))
                .path("status")
                .asText()
                .equals("done"));
        return data.resolve("exports").resolve(id + ".zip");
    }

    private static void assertHolds(JsonNode proof) {
        var note = Checkpoint.parse(
                SignedNote.parse(proof.path("checkpoint").asText()).text());
        var path = new ArrayList<byte[]>();
        proof.path("hashes").forEach(hash -> path.add(HexFormat.of().parseHex(hash.asText())));
        var leaf = MerkleHash.leaf(proof.path("entry").asText().getBytes(StandardCharsets.UTF_8));
        assertThat(Inclusion.verify(leaf, proof.path("leaf_index").asLong(), note.size(), path, note.root()))
                .isTrue();
    }

    private static String erasures(RunningRecount recount) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> recount.get("/v1/events?operation=recount.erase").contains("recount.erase"));
        return recount.get("/v1/events?operation=recount.erase");
    }

    private static void assertVerifies(RunningRecount recount, Path bundle) throws Exception {
        var key = MAPPER.readTree(recount.get("/v1/checkpoints/latest"))
                .path("vkey")
                .asText();
        assertThat(BundleVerification.of(bundle, Optional.of(VerifierKey.parse(key)), Optional.empty()))
                .noneMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERS)
                .anyMatch(finding -> finding.text().contains("no leaf is missing"));
    }

    private static List<String> keys(Path data) throws IOException {
        var keys = new ArrayList<String>();
        for (String line : Files.readAllLines(data.resolve("person-keys"))) {
            keys.add(MAPPER.readTree(line).path("key").asText());
        }
        assertThat(keys).hasSizeGreaterThan(1);
        return keys;
    }

    private static void assertNoKeyIsLeft(Path data, List<String> keys) throws IOException {
        var left = Files.readString(data.resolve("person-keys"));
        assertThat(keys).noneMatch(left::contains);
    }

    private static void assertClean(String place, String text) {
        for (String trace : TRACES) {
            var base64 = Base64.getEncoder().withoutPadding().encodeToString(trace.getBytes(StandardCharsets.UTF_8));
            for (String form : List.of(trace, base64)) {
                assertThat(text.contains(form))
                        .as("%s stands in %s", form, place)
                        .isFalse();
            }
        }
    }
}
