package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import dev.recount.query.NaiveViews;
import dev.recount.query.NineSeconds;
import dev.recount.runtime.access.DeniedCalls.Denied;
import dev.recount.runtime.access.IdentityProvider;
import dev.recount.runtime.access.OidcTokens;
import dev.recount.runtime.access.RateLimit;
import dev.recount.runtime.access.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that is described, by every role, with every kind of token that must not open it. */
class AccessTableTest {

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

    static Stream<Arguments> closedOperations() {
        return ApiServer.DESCRIPTION.operations().stream()
                .filter(operation -> !isOpen(operation))
                .flatMap(operation -> Stream.of(Role.values()).map(role -> Arguments.of(operation, role)));
    }

    private static boolean isOpen(String operation) {
        var security = operation(operation).path("security");
        return security.isArray() && security.isEmpty();
    }

    private static JsonNode operation(String operation) {
        var parts = operation.split(" ");
        return ApiServer.DESCRIPTION
                .document
                .path("paths")
                .path(parts[1])
                .path(parts[0].toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("closedOperations")
    void opens_with_nothing_but_a_good_token(String operation, Role role) throws Exception {
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

    @ParameterizedTest
    @MethodSource("closedOperations")
    void a_person_and_a_program_of_the_same_role_may_do_the_same(String operation, Role role) throws Exception {
        var person = status(operation, identities.token(role, claims -> claims.claim("tenant", TENANT)));
        var program = status(operation, ApiServer.token(role));

        assertThat(person).isNotEqualTo(401);
        assertThat(person == 403).isEqualTo(program == 403);
        if (role == Role.SENDER || role == Role.ADMIN) {
            assertThat(person == 403)
                    .as("a sender does nothing here, an admin everything")
                    .isEqualTo(role == Role.SENDER);
        }
    }

    @Test
    void a_cursor_that_was_tampered_with_opens_no_list() throws Exception {
        var lists = ApiServer.DESCRIPTION.operations().stream()
                .filter(operation -> operation.startsWith("GET "))
                .map(operation -> operation.substring(4))
                .filter(path ->
                        ApiServer.DESCRIPTION.queryParameters("GET", path).contains("cursor"))
                .toList();
        var good = api.get("/v1/timeline?session=" + NineSeconds.SESSION + "&limit=1")
                .get("next_cursor")
                .textValue();
        assertThat(lists).hasSizeGreaterThan(5);
        for (String list : lists) {
            var path = list.replace("{kind}", "resources");
            var session = path.equals("/v1/timeline") ? "session=other&" : "";
            for (String cursor : List.of(good, good.substring(1), "AAAA" + good, "x")) {
                assertThat(api.problem(400, path + "?" + session + "cursor=" + cursor))
                        .as(path)
                        .startsWith("cursor:");
            }
        }
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
