package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.query.http.DescribedClient;
import dev.recount.query.http.Description;
import dev.recount.runtime.access.OpenRoute;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.health.HealthRoutes;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document that a whole node serves: held against its routes, its answers, and whom it lets in. */
class ServedApiTest {

    private static final String PROBLEM = "application/problem+json";

    @TempDir
    private static Path folder;

    private static TenantNode node;
    private static Description description;

    @BeforeAll
    static void start() throws Exception {
        node = TenantNode.start(folder);
        description = new Description(node.json("/openapi.json"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void what_is_served_is_described_with_its_roles_and_nothing_else_is() {
        var served = new TreeMap<String, Set<String>>();
        endpoints().forEach(route -> served.put(name(route), roles(route)));
        var described = new TreeMap<String, Set<String>>();
        description.operations().forEach(operation -> described.put(operation, rolesDescribed(operation)));

        assertThat(described).isEqualTo(served);
    }

    private static Stream<Endpoint> endpoints() {
        var javalin = Javalin.create(setup -> {
            new HealthRoutes(List.of()).addTo(setup.routes);
            node.routes().forEach(group -> group.addTo(setup.routes));
        });
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(route ->
                        !List.of(HandlerType.BEFORE, HandlerType.BEFORE_MATCHED).contains(route.method));
    }

    private static String name(Endpoint route) {
        return route.method.name() + " " + route.path.replace('<', '{').replace('>', '}');
    }

    private static Set<String> roles(Endpoint route) {
        var roles = route.metadata(Roles.class).getRoles();
        return roles.contains(OpenRoute.ANYONE)
                ? Set.of()
                : Stream.concat(Stream.of(Role.ADMIN), roles.stream().filter(Role.class::isInstance))
                        .map(role -> ((Role) role).label())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The roles of which any is enough; none of what is open to all. */
    private static Set<String> rolesDescribed(String operation) {
        var roles = new TreeSet<String>();
        description.operation(operation).path("security").forEach(way -> way.path("bearer")
                .forEach(role -> roles.add(role.asText())));
        return roles;
    }

    @Test
    void a_client_made_from_it_is_answered_as_described_by_every_operation() {
        var client = new DescribedClient(description, node.uri(), node.http());
        new EveryOperation(client).callAll();

        var expected = new TreeSet<>(client.operationIds());
        expected.remove(EveryOperation.SIGNED_BY_PAGERDUTY);
        expected.remove(EveryOperation.BEGINS_WHERE_ONE_IS_LOST);
        assertThat(client.succeeded()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void opens_to_the_roles_that_it_names_and_to_nobody_else(Role role) {
        for (String operation : closed()) {
            boolean named = rolesDescribed(operation).contains(role.label());
            for (String token : List.of(TenantNode.token(role), person(role, TenantNode.TENANT, 3_600))) {
                var answer = send(operation, token);
                assertThat(answer.statusCode() == 403)
                        .as("%s %s %s", role, operation, answer.body())
                        .isEqualTo(!named);
                assertThat(answer.statusCode()).as("%s %s", role, operation).isNotIn(401, 500);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void opens_with_nothing_but_a_good_token(Role role) {
        for (String operation : closed()) {
            expect(401, operation, null);
            expect(401, operation, "recount_" + role.label() + "_" + "x".repeat(38));
            expect(401, operation, TenantNode.token(role) + "x");
            expect(401, operation, person(role, TenantNode.TENANT, -120));
            expect(403, operation, person(role, "other", 3_600));
            expect(403, operation, TenantNode.token(role, "other"));
        }
    }

    private static Set<String> closed() {
        return description.operations().stream()
                .filter(operation -> !rolesDescribed(operation).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String person(Role role, String tenant, long secondsLeft) {
        return node.identities().token(role, claims -> claims.claim("tenant", tenant)
                .expirationTime(Date.from(Instant.now().plusSeconds(secondsLeft))));
    }

    private static void expect(int status, String operation, @Nullable String token) {
        var answer = send(operation, token);
        assertThat(answer.statusCode()).as(operation).isEqualTo(status);
        assertThat(type(answer)).as(operation).startsWith(PROBLEM);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .as(operation)
                .isPresent();
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static HttpResponse<String> send(String operation, @Nullable String token) {
        var parts = operation.split(" ");
        return node.send(parts[0], parts[1].replaceAll("\\{[^}]+}", "x"), token);
    }

    @Test
    void what_is_not_described_is_a_problem_wherever_it_is_asked() {
        for (String operation : closed()) {
            var parts = operation.split(" ");
            var path = parts[1].replaceAll("\\{[^}]+}", "x");
            if (!path.startsWith("/v1/ingest/hooks/")) {
                var unknown = node.send(parts[0], path + "?no_such_parameter=1", TenantNode.token(Role.ADMIN));
                assertThat(unknown.statusCode())
                        .as(operation + " " + unknown.body())
                        .isIn(400, 404);
                assertThat(type(unknown)).startsWith(PROBLEM);
            }
            var otherMethod = node.send("PATCH", path, TenantNode.token(Role.ADMIN));
            assertThat(otherMethod.statusCode()).as("PATCH " + path).isEqualTo(405);
            assertThat(otherMethod.headers().firstValue("Allow")).isPresent();
        }
        for (String door : List.of("/v1/ingest/audit/cloudtrail?x=1", "/v1/fingerprints?secret=1", "/v1/events?x=1")) {
            assertThat(node.send("POST", door, TenantNode.token(Role.ADMIN)).statusCode())
                    .as(door)
                    .isEqualTo(400);
        }
        assertThat(node.send("GET", "/v1/nothing", TenantNode.token(Role.ADMIN)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_head_of_what_can_be_read_is_that_of_reading_it() {
        for (String operation : description.operations()) {
            if (operation.startsWith("GET ") && !operation.endsWith("/stream")) {
                var head = send(operation.replace("GET ", "HEAD "), TenantNode.token(Role.ADMIN));
                assertThat(head.statusCode())
                        .as(operation)
                        .isEqualTo(send(operation, TenantNode.token(Role.ADMIN)).statusCode());
                assertThat(head.body()).as(operation).isEmpty();
            }
        }
    }

    @Test
    void a_cursor_of_another_list_or_of_nobody_opens_nothing() throws Exception {
        var lists = description.operations().stream()
                .filter(operation -> description.parameters(operation).stream()
                        .anyMatch(parameter -> parameter.path("name").asText().equals("cursor")))
                .toList();
        var good = node.json("/v1/rules?limit=1").path("next_cursor").asText();
        assertThat(lists).hasSizeGreaterThan(6);
        for (String list : lists) {
            var path = list.substring(4).replace("{kind}", "resources");
            var question = path + (path.equals("/v1/timeline") ? "?session=x&cursor=" : "?cursor=");
            for (String cursor : List.of(good, good.substring(1), "AAAA" + good, "x")) {
                if (!(path.equals("/v1/rules") && cursor.equals(good))) {
                    var answer = node.send("GET", question + cursor, TenantNode.token(Role.ADMIN));
                    assertThat(answer.statusCode()).as(question).isEqualTo(400);
                    assertThat(answer.body()).as(question).contains("cursor");
                }
            }
        }
    }
}
