package dev.recount.query.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.recount.query.openapi.OpenApiDocument;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the OpenAPI document says, for tests that hold the service against it. */
public final class Description {

    private static final String BASE = "https://recount.test/openapi.json";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    final JsonNode document;

    private final SchemaRegistry schemas;

    /** Of the document that is put together from these parts. */
    public Description(List<String> parts) {
        this(OpenApiDocument.of(parts).json());
    }

    /** Of a document. */
    public Description(JsonNode document) {
        this.document = document;
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, document.toString())));
    }

    /** {@code GET /v1/events/{id}} and so on. */
    public TreeSet<String> operations() {
        var operations = new TreeSet<String>();
        document.get("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** Names of the query parameters of an operation. */
    TreeSet<String> queryParameters(String method, String path) {
        var operation = document.at(operation(method, path)).path("parameters");
        return StreamSupport.stream(operation.spliterator(), false)
                .map(this::resolved)
                .filter(parameter -> parameter.get("in").textValue().equals("query"))
                .map(parameter -> parameter.get("name").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The document's own words on an operation such as {@code GET /v1/events/{id}}. */
    public JsonNode operation(String operation) {
        var parts = operation.split(" ");
        return document.at(operation(parts[0], parts[1]));
    }

    /** The parameters of an operation, those of its path among them. */
    public List<JsonNode> parameters(String operation) {
        var path = document.at("/paths/" + escaped(operation.split(" ")[1]));
        return Stream.of(path.path("parameters"), operation(operation).path("parameters"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(this::resolved)
                .toList();
    }

    /** What is wrong with {@code json} where the document asks for {@code schema}. */
    public List<String> faults(JsonNode schema, String json) {
        var whole = document.deepCopy();
        ((ObjectNode) whole).set("asked", schema);
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, whole.toString())))
                .getSchema(SchemaLocation.of(BASE + "#/asked"))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** What is wrong with an answer; an answer of a status that is not described is wrong. */
    public List<String> faults(String method, String path, int status, String mediaType, String body) {
        return faultsOf(method, template(path), status, mediaType, body);
    }

    /** As {@link #faults(String, String, int, String, String)}, of the path as it is described. */
    public List<String> faultsOf(String method, String template, int status, String mediaType, String body) {
        var pointer = operation(method, template) + "/responses/" + status;
        if (document.at(pointer).isMissingNode()) {
            return List.of(method + " " + template + " does not describe status " + status);
        }
        var response = document.at(pointer).path("$ref").isTextual()
                ? document.at(pointer).path("$ref").textValue().substring(1)
                : pointer;
        if (status == 204 || status == 304) {
            return body.isEmpty() ? List.of() : List.of(method + " " + template + " " + status + " has a body");
        }
        var type = mediaType.split(";")[0];
        var content = response + "/content/" + escaped(type);
        if (document.at(content).isMissingNode()) {
            return List.of(method + " " + template + " " + status + " does not describe " + type);
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        var schema = schemas.getSchema(SchemaLocation.of(BASE + "#" + content + "/schema"));
        return schema.validate(body, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private String template(String path) {
        return StreamSupport.stream(
                        ((Iterable<String>) () -> document.get("paths").fieldNames()).spliterator(), false)
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .min(java.util.Comparator.comparing(template -> template.contains("{")))
                .orElse(path);
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static String operation(String method, String path) {
        return "/paths/" + escaped(path) + "/" + method.toLowerCase(java.util.Locale.ROOT);
    }

    private static String escaped(String name) {
        return Stream.of(name)
                .map(text -> text.replace("~", "~0").replace("/", "~1"))
                .findFirst()
                .orElseThrow();
    }
}
