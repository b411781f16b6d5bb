package dev.recount.standalone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.CanonicalCheck;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.runtime.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes of evidence, by every role and with good and bad input. */
class EvidenceApiTest {

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

    static Stream<String> operations() {
        return EvidenceServer.DESCRIPTION.operations().stream().filter(operation -> Stream.of(
                        "/checkpoints",
                        "/log/checkpoint",
                        "/log/tile",
                        "/exports",
                        "/erasures",
                        "/persons",
                        "/reports",
                        "/retention",
                        "/witnesses",
                        "/proof")
                .anyMatch(operation::contains));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void only_compliance_and_admins_come_in(String operation) throws Exception {
        var asked = operation
                .replace("{control}", "pci-10")
                .replace("{path}", "0/000.p/3")
                .replace("{id}", "unknown");
        for (Role role : Role.values()) {
            boolean admitted = role == Role.COMPLIANCE || role == Role.ADMIN;
            assertThat(server.send(asked, "", role).statusCode() != 403)
                    .as(role.label())
                    .isEqualTo(admitted);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, GET /v1/checkpoints/latest",
        "400, GET /v1/checkpoints/latest?x=1",
        "200, GET /v1/checkpoints/consistency?from=1",
        "200, GET /v1/checkpoints/consistency?from=1&to=3",
        "400, GET /v1/checkpoints/consistency?from=9",
        "400, GET /v1/checkpoints/consistency",
        "200, GET /v1/events/sealed/proof",
        "503, GET /v1/events/fresh/proof",
        "404, GET /v1/events/unknown/proof",
        "200, GET /v1/log/checkpoint",
        "200, GET /v1/log/tile/0/000.p/3",
        "404, GET /v1/log/tile/0/000",
        "404, GET /v1/log/tile/8/000.p/1",
        "404, GET /v1/log/tile/0/x072/x057/x594/x037/x927/936.p/1",
        "404, GET /v1/exports/unknown",
        "404, GET /v1/exports/unknown/download",
        "200, GET /v1/retention",
        "400, GET /v1/retention?x=1",
        "200, GET /v1/witnesses",
        "400, GET /v1/witnesses?x=1",
        "200, GET /v1/reports/eu-ai-act-12",
        "200, GET /v1/reports/iso27001-a8.15?format=markdown",
        "200, GET /v1/reports/pci-10?format=html&from=2026-01-01T00:00:00Z",
        "404, GET /v1/reports/pci-11",
        "200, GET /v1/incidents/inc_1/report",
        "200, GET /v1/incidents/inc_1/report?format=pdf",
        "400, GET /v1/incidents/inc_1/report?format=json",
        "404, GET /v1/incidents/inc_2/report",
        "400, GET /v1/reports/pci-10?format=pdf",
        "400, GET /v1/reports/pci-10?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"
    })
    void what_is_read_is_as_described(int status, String operation) throws Exception {
        assertThat(server.send(operation, "").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|/v1/exports|{",
                "400|/v1/exports|{\"format\":\"pdf\"}",
                "400|/v1/exports|{\"format\":\"json\",\"control\":\"pci-11\"}",
                "400|/v1/exports|{\"format\":\"json\",\"session\":\"a\",\"actor\":\"b\"}",
                "400|/v1/erasures|[]",
                "400|/v1/erasures|{\"person\":\"x\"}",
                "400|/v1/erasures|{\"person\":\"x\",\"why\":\"y\",\"z\":1}",
                "404|/v1/erasures|{\"person\":\"user:nobody\",\"why\":\"y\"}",
                "400|/v1/persons/find|{}",
                "400|/v1/persons/find|{\"identity\":\"user:nobody\"}",
                "400|/v1/persons/reveal|{\"text\":\"\"}"
            })
    void what_is_wrong_is_named_and_nothing_is_done(int status, String path, String body) throws Exception {
        assertThat(server.send("POST " + path, body).statusCode()).isEqualTo(status);
        assertThat(server.recorded).isEmpty();
    }

    @Test
    void an_export_is_begun_looked_after_and_fetched_and_both_are_on_record() throws Exception {
        var begun = server.send("POST /v1/exports", "{\"format\":\"json\",\"why\":\"a test\"}");
        assertThat(begun.statusCode()).isEqualTo(202);
        var id = EvidenceServer.json(begun).path("id").asText();
        Awaitility.await().until(() -> EvidenceServer.json(server.send("GET /v1/exports/" + id, ""))
                .path("status")
                .asText()
                .equals("done"));
        assertThat(server.send("GET /v1/exports/" + id + "/download", "").statusCode())
                .isEqualTo(200);
        assertThat(server.recorded)
                .extracting(event -> event.action().operation())
                .containsExactly("recount.export", "recount.download");
    }

    @Test
    void an_export_that_cannot_be_put_on_record_is_not_begun() throws Exception {
        server.logIsThere = false;
        var asked = server.send("POST /v1/exports", "{\"format\":\"json\",\"why\":\"unrecorded\"}");
        assertThat(asked.statusCode()).isEqualTo(503);
        try (var jobs = Files.list(folder.resolve("exports"))) {
            assertThat(jobs.filter(file -> file.toString().endsWith(".json")))
                    .noneSatisfy(job -> assertThat(job).content().contains("unrecorded"));
        }
    }

    @Test
    void who_an_export_is_about_and_why_is_kept_as_the_log_would_hold_it() throws Exception {
        var begun = server.send(
                "POST /v1/exports", "{\"format\":\"json\",\"actor\":\"user:dana\",\"why\":\"for user:dana\"}");
        assertThat(EvidenceServer.json(begun).at("/request/actor").asText()).isEqualTo(TwoPersons.DANA);
        assertThat(EvidenceServer.json(begun).at("/request/why").asText()).isEqualTo("for " + TwoPersons.DANA);
        var held = server.send("POST /v1/exports", "{\"format\":\"json\",\"actor\":\"arn:held\"}");
        assertThat(EvidenceServer.json(held).at("/request/actor").asText()).isEqualTo(TwoPersons.HELD);
        assertThat(server.recorded).asString().contains(TwoPersons.DANA).doesNotContain("user:dana");
    }

    @Test
    void what_is_put_on_record_is_canonical_or_bundles_that_hold_it_would_not_verify() throws Exception {
        var range = "?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
        assertThat(server.send("GET /v1/reports/pci-10" + range, "").statusCode())
                .isEqualTo(200);
        assertThat(server.send(
                                "POST /v1/exports",
                                "{\"session\":\"s\",\"format\":\"json\",\"from\":\"2026-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.recorded).hasSize(2).allSatisfy(event -> assertThat(
                        CanonicalCheck.isCanonical(RecordJson.of(Event.class).canonical(event)))
                .isTrue());
    }
}
