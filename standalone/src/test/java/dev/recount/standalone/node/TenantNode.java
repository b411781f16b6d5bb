package dev.recount.standalone.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.access.IdentityProvider;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.SettingsReader;
import dev.recount.runtime.settings.SettingsSource;
import dev.recount.standalone.system.WebhookTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A whole node in this JVM that belongs to a tenant, with a token for each role, an identity provider and a channel. */
final class TenantNode implements AutoCloseable {

    static final String TENANT = "acme";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final WebhookTarget target;
    private final IdentityProvider identities;
    private final Node node;

    private TenantNode(WebhookTarget target, IdentityProvider identities, Node node) {
        this.target = target;
        this.identities = identities;
        this.node = node;
    }

    static TenantNode start(Path folder) throws Exception {
        var target = new WebhookTarget();
        var identities = new IdentityProvider();
        var provider = identities.provider(Optional.of(TENANT));
        var variables = new HashMap<>(target.environment(folder));
        variables.put("RECOUNT_DATA", folder.resolve("data").toString());
        variables.put("RECOUNT_PORT", "0");
        variables.put("RECOUNT_TENANT", TENANT);
        variables.put("RECOUNT_TOKENS", tokens(folder).toString());
        variables.put("RECOUNT_OIDC_ISSUER", provider.issuer());
        variables.put("RECOUNT_OIDC_KEYS", provider.keys().toString());
        variables.put("RECOUNT_PERSONS_PROTECT", "true");
        variables.put("RECOUNT_CANARY_INTERVAL", "24h");
        var settings =
                SettingsReader.read(NodeKeys.KEYS, NodeKeys.KEYS, List.of(SettingsSource.environment(variables)));
        return new TenantNode(target, identities, Node.start(settings, EnumSet.allOf(Half.class), variables));
    }

    private static Path tokens(Path folder) throws IOException {
        var lines = Arrays.stream(Role.values())
                .flatMap(role -> List.of(line(role, TENANT), line(role, "other")).stream())
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("tokens.yaml"), lines);
    }

    private static String line(Role role, String tenant) {
        var entry = TokenEntry.of(tenant + "-" + role.label(), role, Secret.of(token(role, tenant)));
        return "- {name: %s, role: %s, tenant: %s, sha256: %s}\n"
                .formatted(entry.name(), role.label(), tenant, entry.sha256());
    }

    /** The token of a program. */
    static String token(Role role, String tenant) {
        return "token-of-" + tenant + "-" + role.label();
    }

    static String token(Role role) {
        return token(role, TENANT);
    }

    IdentityProvider identities() {
        return identities;
    }

    URI uri() {
        return node.uri();
    }

    HttpClient http() {
        return http;
    }

    List<RouteGroup> routes() {
        return node.routes();
    }

    /** A request without a body, or with an empty list where the method has one. */
    HttpResponse<String> send(String method, String path, @Nullable String token) {
        var body = List.of("PUT", "POST").contains(method)
                ? HttpRequest.BodyPublishers.ofString("[]")
                : HttpRequest.BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(uri().resolve(path)).timeout(Duration.ofSeconds(20));
        request.method(method, body).header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), TenantNode::body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stream of events has no end, so nobody waits for it. */
    private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo head) {
        return head.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
                ? new Unread()
                : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    /** A body that nobody asks for; to cancel one is an error on newer Java. */
    private static final class Unread implements HttpResponse.BodySubscriber<String> {
        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable failed) {}

        @Override
        public void onComplete() {}
    }

    JsonNode json(String path) throws IOException {
        var answer = send("GET", path, token(Role.ADMIN));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RecordJson.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        node.close();
        identities.close();
        target.close();
    }
}
