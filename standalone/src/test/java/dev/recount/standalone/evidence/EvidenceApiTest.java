package dev.recount.standalone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.alert.Alert;
import dev.recount.codec.CanonicalCheck;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.evidence.erasure.Retention;
import dev.recount.evidence.export.ExportSource;
import dev.recount.evidence.export.Exports;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.http.EventPlaces;
import dev.recount.evidence.http.ExportRoutes;
import dev.recount.evidence.http.LogRoutes;
import dev.recount.evidence.http.PersonRoutes;
import dev.recount.evidence.http.ReadRecord;
import dev.recount.evidence.http.ReportRoutes;
import dev.recount.evidence.http.RetentionRoutes;
import dev.recount.evidence.http.WitnessStatusRoutes;
import dev.recount.evidence.incident.IncidentCard;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.report.IncidentReports;
import dev.recount.evidence.report.Reports;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.witness.WitnessState;
import dev.recount.query.http.Description;
import dev.recount.query.openapi.OpenApiDocument;
import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessTokens;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

/** Every route of evidence, held against its description, by every role and with good and bad input. */
class EvidenceApiTest {

    private static final Description DESCRIPTION =
            new Description(List.of(OpenApiDocument.QUERY, "/dev/recount/evidence/openapi/evidence.yaml"));
    private static final Clock CLOCK = Clock.fixed(TestEvents.T0, ZoneOffset.UTC);
    private static final String DANA = "person:" + "0".repeat(32);
    private static final String HELD = "person:" + "1".repeat(32);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static final List<Event> RECORDED = new ArrayList<>();
    private static boolean logIsThere;
    private static boolean holdsAreKnown;
    private static List<LegalHold> holds = List.of();
    private static EvidenceLog log;
    private static Exports exports;
    private static HttpServer server;

    /** One event at the beginning of the one partition. */
    private static final class Source implements ExportSource {
        @Override
        public Optional<Collection<Place>> places(Selection selection) {
            return Optional.of(List.of(new Place(0, 0)));
        }

        @Override
        public List<byte[]> records(List<Place> places) {
            return List.of(RecordJson.of(Event.class).canonical(TestEvents.EVERYTHING));
        }

        @Override
        public List<Alert> alerts(Selection selection) {
            return List.of();
        }

        @Override
        public Map<String, String> rules(Collection<Alert> alerts) {
            return Map.of();
        }
    }

    /** Two persons, of whom one is held. */
    private static final class TwoPersons implements KeptPersons {
        private Optional<Instant> erasedAt = Optional.empty();

        @Override
        public Optional<String> find(String named) {
            if (named.equals("arn:held")) {
                return Optional.of(HELD);
            }
            boolean kept = named.equals(HELD) || (named.equals(DANA) && erasedAt.isEmpty());
            return kept ? Optional.of(named) : Optional.empty();
        }

        @Override
        public Set<String> meant(String named) {
            return find(named).stream().collect(Collectors.toSet());
        }

        @Override
        public Optional<Instant> erasedAt(String pseudonym) {
            return pseudonym.equals(DANA) ? erasedAt : Optional.empty();
        }

        @Override
        public String protect(String text) {
            return text.replace("user:dana", DANA);
        }

        @Override
        public String reveal(String text) {
            return text.replace(DANA, "user:dana");
        }

        @Override
        public boolean erase(String pseudonym, Instant now) {
            erasedAt = Optional.of(now);
            return true;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        var random = new SecureRandom();
        var key = SigningKey.named("recount.test", SigningKey.generate(random));
        log = EvidenceLog.open(folder.resolve("evidence"), key);
        for (int i = 0; i < 3; i++) {
            log.append(0, i, EvidenceLeaf.entry(TestEvents.EVERYTHING));
        }
        var unused = log.seal();
        var source = new Source();
        exports = new Exports(folder.resolve("exports"), source, log::sealed, key, CLOCK, random);
        ReadRecord record = event -> {
            if (!logIsThere) {
                throw new IllegalStateException("no log");
            }
            RECORDED.add(event);
        };
        EventPlaces places = id -> switch (id) {
            case "sealed" -> Optional.of(new EventPlaces.Place(0, 1));
            case "fresh" -> Optional.of(new EventPlaces.Place(0, 7));
            default -> Optional.empty();
        };
        server = new HttpServer(
                new HttpServer.Config(new HostPort("127.0.0.1", 0), 1 << 20),
                Access.of(new AccessTokens(Arrays.stream(Role.values())
                        .map(role -> TokenEntry.of(role.label(), role, Secret.of(token(role))))
                        .toList())),
                List.of(),
                List.of(
                        new LogRoutes(
                                log::sealed, log::sealed, places, key.verifier().toString()),
                        new WitnessStatusRoutes(
                                log::sealed,
                                () -> List.of(new WitnessState(
                                        "w", "http://w", 3, Optional.of(TestEvents.T0), 1, 2, Optional.of("late")))),
                        new ExportRoutes(exports, new TwoPersons(), record, CLOCK),
                        new ReportRoutes(
                                new Reports(source, log::sealed, () -> Set.of("SEQ-01"), CLOCK),
                                new IncidentReports(source, EvidenceApiTest::card, log::sealed, CLOCK),
                                record,
                                CLOCK),
                        new RetentionRoutes(
                                () -> List.of(new Retention(
                                        "t", "all", Optional.of(Duration.ofDays(7)), false, false, "here")),
                                () -> holds,
                                new TwoPersons(),
                                CLOCK),
                        new PersonRoutes(new TwoPersons(), () -> known(holds), record, CLOCK)));
        server.start();
    }

    private static Optional<IncidentCard> card(String id) {
        return id.equals("inc_1")
                ? Optional.of(
                        new IncidentCard(id, "HIGH", "A volume is gone", "Yes.", "Nothing.", List.of(), "-", List.of()))
                : Optional.empty();
    }

    private static List<LegalHold> known(List<LegalHold> holds) {
        if (!holdsAreKnown) {
            throw Problem.UNAVAILABLE.because("legal holds may be missing");
        }
        return holds;
    }

    @AfterAll
    static void stop() {
        server.close();
        exports.close();
        log.close();
    }

    @BeforeEach
    void forget() {
        RECORDED.clear();
        logIsThere = true;
        holdsAreKnown = true;
        holds = List.of(new LegalHold("matter-17", List.of("arn:held"), "litigation"));
    }

    private static String token(Role role) {
        return "test-" + role.label();
    }

    private static HttpResponse<String> send(String operation, String body, Role role) throws Exception {
        var parts = operation.split(" ");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + parts[1]))
                .header("Authorization", "Bearer " + token(role))
                .method(
                        parts[0],
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var type = answer.headers().firstValue("Content-Type").orElse("");
        var path = request.build().uri().getRawPath();
        // A tile's path has slashes, which no parameter of OpenAPI has.
        var described = path.startsWith("/v1/log/tile/") ? "/v1/log/tile/x" : path;
        assertThat(DESCRIPTION.faults(parts[0], described, answer.statusCode(), type, answer.body()))
                .as(operation + " " + answer.statusCode() + " " + answer.body())
                .isEmpty();
        return answer;
    }

    private static HttpResponse<String> send(String operation, String body) throws Exception {
        return send(operation, body, Role.COMPLIANCE);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return RecordJson.MAPPER.readTree(answer.body());
    }

    static Stream<String> operations() {
        return DESCRIPTION.operations().stream().filter(operation -> Stream.of(
                        "/checkpoints",
                        "/log/",
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
            assertThat(send(asked, "", role).statusCode() != 403)
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
        assertThat(send(operation, "").statusCode()).isEqualTo(status);
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
        assertThat(send("POST " + path, body).statusCode()).isEqualTo(status);
        assertThat(RECORDED).isEmpty();
    }

    @Test
    void an_export_is_begun_looked_after_and_fetched_and_both_are_on_record() throws Exception {
        var begun = send("POST /v1/exports", "{\"format\":\"json\",\"why\":\"a test\"}");
        assertThat(begun.statusCode()).isEqualTo(202);
        var id = json(begun).path("id").asText();
        Awaitility.await().until(() -> json(send("GET /v1/exports/" + id, ""))
                .path("status")
                .asText()
                .equals("done"));
        assertThat(send("GET /v1/exports/" + id + "/download", "").statusCode()).isEqualTo(200);
        assertThat(RECORDED)
                .extracting(event -> event.action().operation())
                .containsExactly("recount.export", "recount.download");
    }

    @Test
    void who_an_export_is_about_and_why_is_kept_as_the_log_would_hold_it() throws Exception {
        var begun = send("POST /v1/exports", "{\"format\":\"json\",\"actor\":\"user:dana\",\"why\":\"for user:dana\"}");
        assertThat(json(begun).at("/request/actor").asText()).isEqualTo(DANA);
        assertThat(json(begun).at("/request/why").asText()).isEqualTo("for " + DANA);
        var held = send("POST /v1/exports", "{\"format\":\"json\",\"actor\":\"arn:held\"}");
        assertThat(json(held).at("/request/actor").asText()).isEqualTo(HELD);
        assertThat(RECORDED).asString().contains(DANA).doesNotContain("user:dana");
    }

    @Test
    void what_is_put_on_record_is_canonical_or_bundles_that_hold_it_would_not_verify() throws Exception {
        var range = "?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
        assertThat(send("GET /v1/reports/pci-10" + range, "").statusCode()).isEqualTo(200);
        assertThat(send("POST /v1/exports", "{\"session\":\"s\",\"format\":\"json\",\"from\":\"2026-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(RECORDED).hasSize(2).allSatisfy(event -> assertThat(
                        CanonicalCheck.isCanonical(RecordJson.of(Event.class).canonical(event)))
                .isTrue());
    }

    @Test
    void an_erasure_is_on_record_before_it_happens_and_a_second_one_says_when() throws Exception {
        var request = "{\"person\":\"" + DANA + "\",\"why\":\"art. 17\"}";
        logIsThere = false;
        assertThat(send("POST /v1/erasures", request).statusCode()).isEqualTo(503);
        logIsThere = true;
        var erased = send("POST /v1/erasures", request);
        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(send("POST /v1/erasures", request).body()).isEqualTo(erased.body());
        assertThat(RECORDED).singleElement().satisfies(event -> {
            assertThat(event.action().operation()).isEqualTo("recount.erase");
            assertThat(event.action().arguments().text()).contains(DANA, "art. 17");
        });
    }

    @Test
    void a_legal_hold_forbids_it_by_name() throws Exception {
        var refused = send("POST /v1/erasures", "{\"person\":\"" + HELD + "\",\"why\":\"art. 17\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText()).contains("matter-17", "litigation");
        assertThat(RECORDED).isEmpty();
    }

    @Test
    void a_hold_on_a_name_that_nobody_has_forbids_every_erasure_and_is_shown() throws Exception {
        holds = List.of(new LegalHold("m2", List.of("Kim S"), ""));
        var refused = send("POST /v1/erasures", "{\"person\":\"" + HELD + "\",\"why\":\"art. 17\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText()).contains("m2", "Kim S", "user:NAME");
        assertThat(RECORDED).isEmpty();
        var shown = json(send("GET /v1/retention", ""));
        assertThat(shown.at("/holds/0/unknown_persons"))
                .extracting(JsonNode::asText)
                .containsExactly("Kim S");
        assertThat(shown.at("/items/0/held").asBoolean()).isFalse();
    }

    @Test
    void who_asks_behind_a_pseudonym_is_on_record_without_the_answer() throws Exception {
        var found = send("POST /v1/persons/reveal", "{\"text\":\"by " + DANA + "\",\"why\":\"a case\"}");
        assertThat(json(found).path("text").asText()).isEqualTo("by user:dana");
        assertThat(RECORDED)
                .singleElement()
                .asString()
                .contains("recount.reveal", DANA)
                .doesNotContain("user:dana");
    }

    @Test
    void who_asks_for_a_pseudonym_is_on_record_whether_or_not_there_is_one() throws Exception {
        var found = send("POST /v1/persons/find", "{\"identity\":\"arn:held\",\"why\":\"a case\"}");
        assertThat(json(found).path("person").asText()).isEqualTo(HELD);
        assertThat(RECORDED)
                .singleElement()
                .asString()
                .contains("recount.find", HELD, "a case")
                .doesNotContain("arn:held");
        var nobody = send("POST /v1/persons/find", "{\"identity\":\"arn:nobody\",\"why\":\"a case\"}");
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(RECORDED).hasSize(2).last().asString().doesNotContain("arn:nobody");
        logIsThere = false;
        assertThat(send("POST /v1/persons/find", "{\"identity\":\"arn:held\",\"why\":\"a case\"}")
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void nobody_is_erased_while_holds_may_be_missing() throws Exception {
        holdsAreKnown = false;
        var refused = send("POST /v1/erasures", "{\"person\":\"" + HELD + "\",\"why\":\"art. 17\"}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(RECORDED).isEmpty();
    }
}
