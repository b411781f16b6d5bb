package dev.recount.runtime.problem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The same document for what Jetty refuses before any route is asked: a malformed request line, headers too large. */
public final class TransportProblems extends ErrorHandler {

    private final Map<String, String> headers;

    /** Answers carry these headers too: a request this malformed has passed nothing that could have set them. */
    public TransportProblems(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        headers.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(body(code)), callback);
    }

    /** Keeps the status that the transport chose, which may be one that no {@link Problem} has (431, 505). */
    private static byte[] body(int status) {
        Problem problem = Problem.ofStatus(status);
        String detail = status < 500 ? "the request cannot be read as HTTP" : "the server failed";
        return new ProblemDocument(problem.type(), problem.title(), status, detail, null, List.of(), null)
                .toJson()
                .getBytes(StandardCharsets.UTF_8);
    }
}
