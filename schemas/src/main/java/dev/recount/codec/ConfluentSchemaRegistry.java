package dev.recount.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Schema ids from a registry that speaks Confluent's REST API. Answers are cached both ways for ever: ids never change. */
public final class ConfluentSchemaRegistry implements SchemaIds {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final URI base;
    private final HttpClient http;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /** @param base the registry's URL, such as {@code http://localhost:8081} */
    public ConfluentSchemaRegistry(URI base) {
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
        this.http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return ids.computeIfAbsent(subject + '\n' + schema, ignored -> register(subject, schema));
    }

    @Override
    public Schema byId(int id) {
        return schemas.computeIfAbsent(id, ignored -> {
            var answer = send(HttpRequest.newBuilder(URI.create(base + "/schemas/ids/" + id))
                    .GET());
            return new Schema.Parser().parse(answer.path("schema").textValue());
        });
    }

    private int register(String subject, Schema schema) {
        var body = RecordJson.MAPPER.createObjectNode().put("schema", schema.toString());
        var path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        var answer = send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", CONTENT_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        return answer.path("id").intValue();
    }

    private JsonNode send(HttpRequest.Builder builder) {
        var request = builder.timeout(TIMEOUT).header("Accept", CONTENT_TYPE).build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new UnknownSchema("schema registry answered " + response.statusCode() + " to " + request.method()
                        + " " + request.uri() + ": " + response.body());
            }
            return RecordJson.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UnknownSchema("schema registry at " + base + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownSchema("interrupted while asking the schema registry at " + base, e);
        }
    }
}
