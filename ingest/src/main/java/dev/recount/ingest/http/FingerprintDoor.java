package dev.recount.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.secret.TextRedactor;
import dev.recount.runtime.problem.FieldError;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/fingerprints}: {@code {"secret": …}} to {@code {"fingerprint", "kind"}}, so that a credential can be
 * registered without being stored. The secret goes nowhere else.
 */
final class FingerprintDoor {

    private static final QueryParams NO_PARAMS = QueryParams.accepting();
    private static final int SECRET_MAX = 16_384;

    private final BodyReader bodies;
    private final Fingerprinter fingerprinter;
    private final TextRedactor texts;

    FingerprintDoor(BodyReader bodies, Fingerprinter fingerprinter) {
        this.bodies = bodies;
        this.fingerprinter = fingerprinter;
        this.texts = new TextRedactor(fingerprinter);
    }

    void post(Context ctx) {
        var unused = NO_PARAMS.of(ctx);
        try (var body = bodies.read(ctx)) {
            var secret = secret(body.bytes());
            ctx.json(Map.of("fingerprint", fingerprinter.fingerprint(secret).text(), "kind", kind(secret)));
        }
    }

    private static String secret(byte[] body) {
        JsonNode secret;
        try {
            var tree = RecordJson.MAPPER.readTree(body);
            secret = tree.path("secret");
        } catch (IOException e) {
            // The parser's message quotes the input.
            throw Problem.INVALID_BODY.because("the body is not JSON (expected: {\"secret\": \"…\"})");
        }
        if (!secret.isTextual()
                || secret.textValue().isBlank()
                || secret.textValue().length() > SECRET_MAX) {
            throw Problem.invalidBody(
                    List.of(new FieldError("/secret", "expected a string of 1.." + SECRET_MAX + " characters")));
        }
        return secret.textValue();
    }

    private String kind(String secret) {
        var found = texts.redact(secret).secrets();
        return found.isEmpty() ? "secret" : found.get(0).kind().wire();
    }
}
