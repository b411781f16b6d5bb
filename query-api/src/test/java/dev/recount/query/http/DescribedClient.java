package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recount.codec.RecordJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client that is made from an OpenAPI document: it has an operation for each of the document's, by {@code operationId}. It
 * sends nothing that is not described there, and takes no answer that is not.
 */
public final class DescribedClient {

    /** An answer that was described. */
    public record Answer(String operation, int status, Map<String, List<String>> headers, String body) {

        /** The body, read as JSON. */
        public JsonNode json() {
            try {
                return RecordJson.MAPPER.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Description description;
    private final URI server;
    private final HttpClient http;
    private final Map<String, String> operations = new TreeMap<>();
    private final Set<String> succeeded = new TreeSet<>();

    public DescribedClient(Description description, URI server, HttpClient http) {
        this.description = description;
        this.server = server;
        this.http = http;
        for (String operation : description.operations()) {
            var id = description.operation(operation).path("operationId").asText();
            assertThat(operations.put(id, operation))
                    .as("operationId of " + operation)
                    .isNull();
        }
    }

    /** Every operation's id. */
    public Set<String> operationIds() {
        return Set.copyOf(operations.keySet());
    }

    /** Ids of the operations that were answered 2xx. */
    public Set<String> succeeded() {
        return Set.copyOf(succeeded);
    }

    /** Calls an operation without a body. */
    public Answer call(@Nullable String token, String operationId, Map<String, String> arguments) {
        return call(token, operationId, arguments, "", "");
    }

    /**
     * Calls an operation.
     *
     * @param arguments for its parameters, by name
     * @param mediaType of the body; empty where there is none
     */
    public Answer call(
            @Nullable String token, String operationId, Map<String, String> arguments, String mediaType, String body) {
        var operation = operations.get(operationId);
        assertThat(operation).as("the operation " + operationId).isNotNull();
        checkArguments(operation, arguments);
        checkBody(operation, mediaType, body);
        var request = request(operation, arguments)
                .method(
                        operation.split(" ")[0],
                        mediaType.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!mediaType.isEmpty()) {
            request.header("Content-Type", mediaType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return checked(operation, operationId, send(request.build()));
    }

    private void checkArguments(String operation, Map<String, String> arguments) {
        var described = description.parameters(operation).stream()
                .collect(Collectors.toMap(parameter -> parameter.get("name").asText(), parameter -> parameter));
        assertThat(described.keySet()).as("parameters of " + operation).containsAll(arguments.keySet());
        described.forEach((name, parameter) -> {
            var argument = arguments.get(name);
            assertThat(argument != null || !parameter.path("required").asBoolean())
                    .as(operation + " needs " + name)
                    .isTrue();
            if (argument != null) {
                assertThat(description.faults(parameter.get("schema"), asJson(parameter.get("schema"), argument)))
                        .as(operation + " " + name)
                        .isEmpty();
            }
        });
    }

    private static String asJson(JsonNode schema, String argument) {
        if (schema.path("type").asText().equals("array")) {
            return "[" + asJson(schema.path("items"), argument) + "]";
        }
        return schema.path("type").asText().equals("integer")
                ? argument
                : JsonNodeFactory.instance.textNode(argument).toString();
    }

    private void checkBody(String operation, String mediaType, String body) {
        var described = description.resolved(description.operation(operation).path("requestBody"));
        if (mediaType.isEmpty()) {
            assertThat(described.path("required").asBoolean())
                    .as(operation + " needs a body")
                    .isFalse();
            return;
        }
        var content = described.path("content").path(mediaType);
        assertThat(content.isMissingNode())
                .as(operation + " takes " + mediaType)
                .isFalse();
        if (mediaType.endsWith("json") && !mediaType.endsWith("ndjson")) {
            assertThat(description.faults(content.get("schema"), body))
                    .as(operation + " " + body)
                    .isEmpty();
        }
    }

    private HttpRequest.Builder request(String operation, Map<String, String> arguments) {
        var path = operation.split(" ")[1];
        var query = new StringBuilder();
        var headers = new TreeMap<String, String>();
        for (JsonNode parameter : description.parameters(operation)) {
            var name = parameter.get("name").asText();
            var argument = arguments.get(name);
            if (argument != null) {
                switch (parameter.get("in").asText()) {
                    case "path" -> path = path.replace("{" + name + "}", inPath(argument));
                    case "query" ->
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(encoded(argument));
                    default -> headers.put(name, argument);
                }
            }
        }
        var request = HttpRequest.newBuilder(server.resolve(path + query)).timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        return request;
    }

    /** The slashes of a tile's path stand as they are, which OpenAPI has no words for; an id has none here. */
    private static String inPath(String argument) {
        return encoded(argument).replace("%2F", "/");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a stream of events, which has no end, the first line. */
    private static String body(HttpResponse<InputStream> response, String type) {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (type.startsWith("text/event-stream")) {
                return String.valueOf(lines.readLine());
            }
            var text = new StringWriter();
            lines.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer checked(String operation, String operationId, HttpResponse<InputStream> response) {
        var parts = operation.split(" ");
        var type = response.headers().firstValue("Content-Type").orElse("");
        var body = body(response, type);
        assertThat(description.faultsOf(parts[0], parts[1], response.statusCode(), type, body))
                .as(response.request().method() + " " + response.uri() + " " + response.statusCode() + " " + body)
                .isEmpty();
        if (response.statusCode() / 100 == 2) {
            succeeded.add(operationId);
        }
        return new Answer(operation, response.statusCode(), response.headers().map(), body);
    }
}
