package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.query.NaiveViews;
import dev.recount.runtime.access.OpenRoute;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.health.HealthRoutes;
import dev.recount.runtime.health.MetricsRoutes;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoutesTest {

    private static final Map<String, QueryParams> PARAMS = Map.ofEntries(
            Map.entry("/v1/timeline", TimelineHandlers.TIMELINE),
            Map.entry("/v1/events", EventHandlers.SEARCH),
            Map.entry("/v1/events/{id}", EventHandlers.ONE),
            Map.entry("/v1/alerts", AlertHandlers.LIST),
            Map.entry("/v1/alerts/{id}", AlertHandlers.ONE),
            Map.entry("/v1/alerts/stream", AlertStreamHandler.STREAM),
            Map.entry("/v1/incidents", IncidentHandlers.LIST),
            Map.entry("/v1/incidents/{id}", IncidentHandlers.ONE),
            Map.entry("/v1/incidents/{id}/revoke-first", CredentialHandlers.REVOKE_FIRST),
            Map.entry("/v1/credentials/{fingerprint}/lineage", CredentialHandlers.LINEAGE),
            Map.entry("/v1/blast-radius", BlastRadiusHandlers.BLAST_RADIUS),
            Map.entry("/v1/state", StateHandlers.STATE),
            Map.entry("/v1/registry/{kind}", RegistryHandlers.LIST),
            Map.entry("/v1/registry/{kind}/{id}", RegistryHandlers.ONE),
            Map.entry("/v1/replays/{id}", ReplayHandlers.ONE),
            Map.entry("/v1/rules", RuleHandlers.LIST),
            Map.entry("/v1/rules/{id}", RuleHandlers.ONE));

    private static ApiServer api;
    private static List<ParsedEndpoint> endpoints;

    @BeforeAll
    static void open() {
        api = new ApiServer();
        api.serve(new NaiveViews());
        var routes = Javalin.create(setup -> {
            new QueryRoutes(api.parts()).addTo(setup.routes);
            new HealthRoutes(List.of()).addTo(setup.routes);
            new MetricsRoutes(type -> "").addTo(setup.routes);
        });
        endpoints = routes.unsafe.internalRouter.allHttpHandlers().stream()
                .filter(route ->
                        !List.of(HandlerType.BEFORE, HandlerType.BEFORE_MATCHED).contains(route.endpoint.method))
                .toList();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void what_is_described_is_served_and_what_is_served_is_described() {
        var served = endpoints.stream()
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(served).isEqualTo(ApiServer.DESCRIPTION.operations());
    }

    @Test
    void the_query_parameters_that_are_described_are_those_that_are_taken() {
        PARAMS.forEach((path, params) -> assertThat(ApiServer.DESCRIPTION.queryParameters("GET", path))
                .as(path)
                .isEqualTo(new TreeSet<>(params.names())));
        assertThat(endpoints.stream()
                        .filter(route -> route.endpoint.path.startsWith("/v1/"))
                        .filter(route -> route.endpoint.method == HandlerType.GET)
                        .map(route -> route.endpoint.path))
                .containsExactlyInAnyOrderElementsOf(PARAMS.keySet());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_route_takes_its_roles_and_no_other(Role role) throws Exception {
        for (ParsedEndpoint route : endpoints) {
            var roles = rolesOf(route);
            var status = status(route, ApiServer.token(role));
            if (roles.contains(OpenRoute.ANYONE) || roles.contains(role) || role == Role.ADMIN) {
                assertThat(status).as("%s %s", role, route.endpoint.path).isNotIn(401, 403);
            } else {
                assertThat(status).as("%s %s", role, route.endpoint.path).isEqualTo(403);
            }
        }
    }

    @Test
    void without_a_good_token_only_open_routes_answer() throws Exception {
        for (ParsedEndpoint route : endpoints) {
            boolean open = rolesOf(route).contains(OpenRoute.ANYONE);
            assertThat(status(route, "wrong") == 401).as(route.endpoint.path).isEqualTo(!open);
        }
        assertThat(endpoints.stream()
                        .filter(route -> route.endpoint.path.startsWith("/v1/"))
                        .map(RoutesTest::rolesOf))
                .noneMatch(roles -> roles.isEmpty() || roles.contains(OpenRoute.ANYONE) || roles.contains(Role.SENDER));
    }

    private static Set<?> rolesOf(ParsedEndpoint route) {
        return route.endpoint.metadata(Roles.class).getRoles();
    }

    private static int status(ParsedEndpoint route, String token) throws Exception {
        var path = route.endpoint.path.replaceAll("\\{[^}]+}", "x");
        var method = route.endpoint.method.name();
        var uri = api.request(path, Role.ADMIN).build().uri();
        var request = HttpRequest.newBuilder(URI.create(uri.toString()))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        Arrays.asList("PUT", "POST").contains(method)
                                ? HttpRequest.BodyPublishers.ofString("{}")
                                : HttpRequest.BodyPublishers.noBody())
                .build();
        var response = ApiServer.HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }
}
