package dev.recount.query.http;

import dev.recount.query.openapi.OpenApiDocument;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;

/** The OpenAPI document. */
final class OpenApiHandlers {

    static final QueryParams NONE = QueryParams.accepting();

    private final String json;
    private final String yaml;

    OpenApiHandlers(OpenApiDocument document) {
        this.json = document.json().toString();
        this.yaml = document.yaml();
    }

    void json(Context ctx) {
        NONE.of(ctx);
        ctx.contentType("application/json").result(json);
    }

    void yaml(Context ctx) {
        NONE.of(ctx);
        ctx.contentType("application/yaml").result(yaml);
    }
}
