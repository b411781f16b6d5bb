package dev.recount.standalone.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.evidence.erasure.Retention;
import dev.recount.evidence.export.Exports;
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
import dev.recount.evidence.report.Circumstances;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every route of evidence over a log of three leaves, on a server of its own; each answer is held against its description. */
final class EvidenceServer implements AutoCloseable {

    static final Description DESCRIPTION =
            new Description(List.of(OpenApiDocument.QUERY, "/dev/recount/evidence/openapi/evidence.yaml"));

    private static final Clock CLOCK = Clock.fixed(TestEvents.T0, ZoneOffset.UTC);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final List<Event> recorded = new ArrayList<>();
    boolean logIsThere;
    boolean holdsAreKnown;
    List<LegalHold> holds = List.of();
    private final EvidenceLog log;
    private final Exports exports;
    private final HttpServer server;

    EvidenceServer(Path folder) throws IOException {
        var random = new SecureRandom();
        var key = SigningKey.named("recount.test", SigningKey.generate(random));
        log = EvidenceLog.open(folder.resolve("evidence"), key);
        for (int i = 0; i < 3; i++) {
            log.append(0, i, EvidenceLeaf.entry(TestEvents.EVERYTHING));
        }
        var unused = log.seal();
        var source = new OneEvent();
        exports = new Exports(folder.resolve("exports"), source, log::sealed, key, CLOCK, random);
        ReadRecord record = event -> {
            if (!logIsThere) {
                throw new IllegalStateException("no log");
            }
            recorded.add(event);
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
                                        "w",
                                        "http://w",
                                        3,
                                        Optional.of(TestEvents.T0),
                                        1,
                                        2,
                                        Optional.of("late"),
                                        true))),
                        new ExportRoutes(exports, new TwoPersons(), record, CLOCK),
                        new ReportRoutes(
                                new Reports(
                                        source,
                                        log::sealed,
                                        range -> new Circumstances(Set.of("SEQ-01"), List.of(), receipt -> true),
                                        CLOCK),
                                new IncidentReports(source, EvidenceServer::card, log::sealed, CLOCK),
                                record,
                                CLOCK),
                        new RetentionRoutes(
                                () -> List.of(new Retention(
                                        "t", "all", Optional.of(Duration.ofDays(7)), false, false, "here")),
                                () -> holds,
                                new TwoPersons(),
                                CLOCK),
                        new PersonRoutes(new TwoPersons(), this::known, record, CLOCK)));
        server.start();
    }

    /** As before anything was asked. */
    void forget() {
        recorded.clear();
        logIsThere = true;
        holdsAreKnown = true;
        holds = List.of(new LegalHold("matter-17", List.of("arn:held"), "litigation"));
    }

    private static Optional<IncidentCard> card(String id) {
        return id.equals("inc_1")
                ? Optional.of(
                        new IncidentCard(id, "HIGH", "A volume is gone", "Yes.", "Nothing.", List.of(), "-", List.of()))
                : Optional.empty();
    }

    private List<LegalHold> known() {
        if (!holdsAreKnown) {
            throw Problem.UNAVAILABLE.because("legal holds may be missing");
        }
        return holds;
    }

    private static String token(Role role) {
        return "test-" + role.label();
    }

    HttpResponse<String> send(String operation, String body, Role role) throws Exception {
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

    HttpResponse<String> send(String operation, String body) throws Exception {
        return send(operation, body, Role.COMPLIANCE);
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return RecordJson.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        server.close();
        exports.close();
        log.close();
    }
}
