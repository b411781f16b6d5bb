package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import dev.recount.codec.ReleasedSchemas;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The released schemas as a Confluent-compatible registry shows them, read-only: enough to read our topics with. */
final class SchemaHandlers {

    static final QueryParams NONE = QueryParams.accepting();

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final ReleasedSchemas schemas;

    SchemaHandlers(ReleasedSchemas schemas) {
        this.schemas = schemas;
    }

    void byId(Context ctx) {
        NONE.of(ctx);
        int id = number(ctx.pathParam("id"), "schema id");
        if (!schemas.subjects().containsKey(id)) {
            throw Problem.NOT_FOUND.because("no released schema has id " + id);
        }
        write(ctx, Answers.object().put("schema", schemas.byId(id).toString()));
    }

    void subjects(Context ctx) {
        NONE.of(ctx);
        write(ctx, Answers.texts(new TreeSet<>(schemas.subjects().values())));
    }

    void versions(Context ctx) {
        NONE.of(ctx);
        var versions = RecordJson.MAPPER.createArrayNode();
        for (int i = 1; i <= ids(ctx).size(); i++) {
            versions.add(i);
        }
        write(ctx, versions);
    }

    void version(Context ctx) {
        NONE.of(ctx);
        var ids = ids(ctx);
        var wanted = ctx.pathParam("version");
        int version = wanted.equals("latest") ? ids.size() : number(wanted, "version");
        if (version < 1 || version > ids.size()) {
            throw Problem.NOT_FOUND.because(
                    "the subject has no version " + version + " (expected: 1.." + ids.size() + " or latest)");
        }
        int id = ids.get(version - 1);
        ObjectNode answer = Answers.object()
                .put("subject", ctx.pathParam("subject"))
                .put("version", version)
                .put("id", id)
                .put("schema", schemas.byId(id).toString());
        write(ctx, answer);
    }

    /** Ids of a subject's schemas, in order of release. */
    private List<Integer> ids(Context ctx) {
        var subject = ctx.pathParam("subject");
        var ids = schemas.subjects().entrySet().stream()
                .filter(entry -> entry.getValue().equals(subject))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            throw Problem.NOT_FOUND.because("there is no subject " + Shown.of(subject));
        }
        return ids;
    }

    private static int number(String text, String what) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.NOT_FOUND.because(Shown.of(text) + " is not a " + what);
        }
    }

    private static void write(Context ctx, com.fasterxml.jackson.databind.JsonNode answer) {
        Json.write(ctx, answer);
        ctx.contentType(MEDIA_TYPE);
    }
}
