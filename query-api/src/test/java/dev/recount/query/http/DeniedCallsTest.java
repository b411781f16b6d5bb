package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.recount.event.Event;
import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.query.access.AccessRecords;
import dev.recount.runtime.access.DeniedCalls.Denied;
import dev.recount.runtime.access.IdentityProvider;
import dev.recount.runtime.access.OidcTokens;
import dev.recount.runtime.access.RateLimit;
import dev.recount.runtime.access.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that are turned away are on record. Which are, of a whole node and by every role, is held to the table elsewhere. */
class DeniedCallsTest {

    private static final String TENANT = "acme";
    private static final List<Denied> DENIED = new CopyOnWriteArrayList<>();

    private static IdentityProvider identities;
    private static ApiServer api;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        identities = new IdentityProvider();
        var people = new OidcTokens(identities.provider(Optional.of(TENANT)));
        api = new ApiServer(ApiServer.access(
                List.of(ApiServer.tokens(), people), Optional.of(TENANT), RateLimit.NONE, DENIED::add));
        api.serve(new NaiveViews());
        NineSeconds.addTo(api.fixture);
    }

    @AfterAll
    static void stop() {
        api.close();
        identities.close();
    }

    @BeforeEach
    void forget() {
        DENIED.clear();
    }

    static Stream<String> closedOperations() {
        return ApiServer.DESCRIPTION.operations().stream().filter(operation -> !isOpen(operation));
    }

    private static boolean isOpen(String operation) {
        var security = ApiServer.DESCRIPTION.operation(operation).path("security");
        return security.isArray() && security.isEmpty();
    }

    @ParameterizedTest
    @MethodSource("closedOperations")
    void are_on_record_with_the_route_and_the_reason(String operation) throws Exception {
        var role = Role.RESPONDER;
        var expired = identities.token(role, claims -> claims.claim("tenant", TENANT)
                .expirationTime(Date.from(Instant.now().minusSeconds(120))));
        var others = identities.token(role, claims -> claims.claim("tenant", "other"));

        assertThat(status(operation, null)).isEqualTo(401);
        assertThat(status(operation, "recount_" + role.label() + "_" + "x".repeat(38)))
                .isEqualTo(401);
        assertThat(status(operation, expired)).isEqualTo(401);
        assertThat(status(operation, others)).isEqualTo(403);

        assertThat(DENIED).extracting(Denied::status).containsExactly(401, 401, 401, 403);
        assertThat(DENIED)
                .extracting(call -> call.method() + " " + call.route())
                .containsOnly(operation);
        assertThat(DENIED.get(3).caller().orElseThrow().name()).isEqualTo("oidc:dana");
    }

    @Test
    void what_was_asked_is_on_record_one_by_one() throws Exception {
        for (String id : List.of("inc-1", "inc-2", "inc-3")) {
            assertThat(status("GET /v1/incidents/" + id + "?x=" + id, null)).isEqualTo(401);
        }

        var sink = new ArrayList<Event>();
        var records = new AccessRecords(
                event -> {
                    sink.add(event);
                    return CompletableFuture.completedFuture("");
                },
                Clock.fixed(ApiServer.NOW, ZoneOffset.UTC));
        DENIED.forEach(records::denied);
        DENIED.forEach(records::denied);

        assertThat(sink)
                .extracting(Event::resourceId)
                .containsExactly(
                        "recount:/v1/incidents/inc-1?x=inc-1",
                        "recount:/v1/incidents/inc-2?x=inc-2",
                        "recount:/v1/incidents/inc-3?x=inc-3");
    }

    @Test
    void who_has_no_role_here_is_forbidden() throws Exception {
        var staff = identities.token(
                Role.RESPONDER, claims -> claims.claim("tenant", TENANT).claim("roles", List.of("staff")));

        assertThat(status("GET /v1/incidents", staff)).isEqualTo(403);
        assertThat(DENIED.get(0).caller().orElseThrow().name()).isEqualTo("oidc:dana");
    }

    private static int status(String operation, @Nullable String token) throws Exception {
        var parts = operation.split(" ");
        var body = List.of("PUT", "POST").contains(parts[0])
                ? HttpRequest.BodyPublishers.ofString("{}")
                : HttpRequest.BodyPublishers.noBody();
        var request = api.request(parts[1].replaceAll("\\{[^}]+}", "x")).method(parts[0], body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var response = ApiServer.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }
}
