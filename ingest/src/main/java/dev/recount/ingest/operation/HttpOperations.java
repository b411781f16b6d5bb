package dev.recount.ingest.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import dev.recount.ingest.graphql.GraphqlField;
import dev.recount.ingest.graphql.GraphqlReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an HTTP request does: by the provider's table where the provider is known, else by its method. */
final class HttpOperations {
    private HttpOperations() {}

    static List<Operation> resolve(HttpRequest request) {
        List<Operation> graphql = graphql(request);
        List<Operation> operations = graphql.isEmpty() ? List.of(rest(request)) : graphql;
        String host = request.host();
        return operations.stream()
                .map(o -> request.isLocal() ? o : o.sentTo(host))
                .toList();
    }

    private static List<Operation> graphql(HttpRequest request) {
        boolean railway = isRailway(request.host());
        List<Operation> operations = new ArrayList<>();
        JsonNode body = Json.parse(request.body());
        if (body != null && body.isArray()) {
            body.forEach(one -> addGraphql(operations, one, railway, request.host()));
        } else if (body != null) {
            addGraphql(operations, body, railway, request.host());
        } else if (request.body() != null && (railway || request.path().endsWith("/graphql"))) {
            operations.addAll(
                    fields(GraphqlReader.read(formQuery(request.body()), null, null), railway, request.host()));
        }
        return operations;
    }

    private static void addGraphql(List<Operation> operations, JsonNode body, boolean railway, String host) {
        JsonNode query = body.get("query");
        if (query == null || !query.isTextual()) {
            return;
        }
        JsonNode name = body.get("operationName");
        JsonNode variables = body.get("variables");
        JsonNode read = variables != null && variables.isTextual() ? Json.parse(variables.textValue()) : variables;
        String operationName = name != null && name.isTextual() ? name.textValue() : null;
        operations.addAll(fields(GraphqlReader.read(query.textValue(), operationName, read), railway, host));
    }

    private static String formQuery(String body) {
        if (!body.startsWith("query=")) {
            return body;
        }
        int end = body.indexOf('&');
        String value = body.substring(6, end < 0 ? body.length() : end);
        try {
            return value.contains("%") ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value;
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    static boolean isRailway(String host) {
        return host.equals("railway.app") || host.endsWith(".railway.app") || host.endsWith("railway.com");
    }

    private static List<Operation> fields(List<GraphqlField> fields, boolean railway, String host) {
        return fields.stream().map(field -> operation(field, railway, host)).toList();
    }

    private static Operation operation(GraphqlField field, boolean railway, String host) {
        VerbTable table = VerbTables.railway();
        Operation known = table.resolve(field.name(), name -> argument(field.arguments(), name));
        boolean listed = railway && table.knows(field.name());
        Verb verb = listed || field.isMutation() ? known.verb() : Verb.READ;
        Reversibility undo = listed ? known.reversibility() : Reversibility.UNKNOWN;
        List<ResourceRef> resources = listed ? known.resources() : anyId(field, railway ? "railway" : host);
        return Operation.of(field.name(), railway ? "railway" : host, verb, resources, undo);
    }

    private static List<ResourceRef> anyId(GraphqlField field, String provider) {
        for (String name : field.arguments().keySet()) {
            String value = argument(field.arguments(), name);
            if ((name.equals("id") || name.endsWith("Id")) && value != null) {
                String kind = name.equals("id") ? null : name.substring(0, name.length() - 2);
                return List.of(ResourceRef.of(provider, kind, value));
            }
        }
        return List.of();
    }

    /** An argument by name, also when it stands inside an {@code input} object. */
    private static @Nullable String argument(Map<String, @Nullable Object> arguments, String name) {
        Object value = arguments.get(name);
        if (value == null && arguments.get("input") instanceof Map<?, ?> input) {
            value = input.get(name);
        }
        return value == null || value instanceof Map || value instanceof List ? null : value.toString();
    }

    private static Operation rest(HttpRequest request) {
        String host = request.host();
        if (host.equals("api.github.com")) {
            return github(request);
        }
        String resource = "http:" + host + request.path();
        Verb verb =
                switch (request.method()) {
                    case "GET" -> Verb.INGEST;
                    case "HEAD", "OPTIONS" -> Verb.DISCOVER;
                    case "DELETE" -> Verb.DESTROY;
                    default -> request.sendsFile() && !request.isLocal() ? Verb.SEND_EXTERNAL : Verb.MODIFY;
                };
        return Operation.of(
                request.method() + " " + request.path(),
                host.isEmpty() ? "http" : host,
                verb,
                List.of(new ResourceRef(resource, "url")),
                Reversibility.UNKNOWN);
    }

    private static Operation github(HttpRequest request) {
        String name = request.method() + " " + request.path();
        String[] segments = request.path().split("/", -1);
        Operation found = VerbTables.github().resolve(name, parameter -> null);
        for (String route : VerbTables.github().names()) {
            if (fits(route, request.method(), segments)) {
                found = VerbTables.github().resolve(route, route, name, parameter -> null);
            }
        }
        boolean repo = segments.length > 3 && segments[1].equals("repos");
        List<ResourceRef> resources = repo
                ? List.of(new ResourceRef("github:repository/" + segments[2] + "/" + segments[3], "repository"))
                : List.of();
        return Operation.of(name, "github", found.verb(), resources, found.reversibility());
    }

    private static boolean fits(String route, String method, String[] segments) {
        int space = route.indexOf(' ');
        if (space < 0 || !route.substring(0, space).equals(method)) {
            return false;
        }
        String[] pattern = route.substring(space + 1).split("/", -1);
        boolean fits = pattern.length == segments.length;
        for (int i = 0; fits && i < pattern.length; i++) {
            fits = pattern[i].equals("{}") || pattern[i].equals(segments[i]);
        }
        return fits;
    }
}
