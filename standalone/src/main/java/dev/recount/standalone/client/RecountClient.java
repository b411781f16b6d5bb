package dev.recount.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recount.runtime.settings.Secret;
import dev.recount.standalone.client.ServerSentEvents.ServerSentEvent;
import dev.recount.standalone.terminal.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server.
 *
 * <p>Every method throws {@link UnreachableServer} if nobody answers, or the server still cannot work after several tries,
 * and {@link RefusedRequest} if it refuses.
 */
public final class RecountClient {

    /** Media type of a body of one JSON value on each line. */
    public static final String NDJSON = "application/x-ndjson";

    /** Media type of a body of one JSON value. */
    public static final String JSON = "application/json";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);
    private static final int TRIES = 10;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI server;
    private final Optional<Secret> token;
    private final Optional<String> purpose;
    private final HttpClient http;

    /**
     * A client; no connection is opened yet.
     *
     * @param server address without a path
     * @param token sent with every request
     * @param purpose why evidence is read; put on record by the server
     */
    public RecountClient(URI server, Optional<Secret> token, Optional<String> purpose) {
        this.server = server;
        this.token = token;
        this.purpose = purpose;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    public JsonNode get(Query query) {
        return json(send(request(query).timeout(REQUEST_TIMEOUT), BodyHandlers.ofString()));
    }

    /** The body of an answer as it stands. */
    public byte[] bytes(Query query) {
        return send(request(query).timeout(REQUEST_TIMEOUT), BodyHandlers.ofByteArray())
                .body();
    }

    /** Asks once; a server that cannot work now counts as unreachable at once. */
    public JsonNode once(Query query) {
        HttpResponse<String> answer =
                once(request(query).timeout(REQUEST_TIMEOUT).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new UnreachableServer("the server at " + server + " is not ready: " + Visible.of(answer.body(), 400));
        }
        return json(answer);
    }

    public JsonNode put(Query query, JsonNode body) {
        return json(send(
                request(query)
                        .timeout(REQUEST_TIMEOUT)
                        .header("Content-Type", JSON)
                        .PUT(BodyPublishers.ofString(body.toString())),
                BodyHandlers.ofString()));
    }

    public JsonNode post(Query query, String mediaType, byte[] body) {
        return json(send(posting(query, mediaType, body), BodyHandlers.ofString()));
    }

    /** Posts to a route that says in a header what became of the body; empty if the header is not there. */
    public String postForHeader(Query query, String mediaType, byte[] body, String header) {
        return send(posting(query, mediaType, body), BodyHandlers.ofString())
                .headers()
                .firstValue(header)
                .orElse("");
    }

    /**
     * Writes the body of an answer to {@code file}, which stays as it is until all of it is there.
     *
     * @throws IOException when the file cannot be put in its place
     */
    public void download(Query query, Path file) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            var unused = send(request(query), info -> info.statusCode() < 300 ? into(part) : asText());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static BodySubscriber<String> into(Path file) {
        var written = BodySubscribers.ofFile(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        return BodySubscribers.mapping(written, Path::toString);
    }

    private static BodySubscriber<String> asText() {
        return BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder posting(Query query, String mediaType, byte[] body) {
        return request(query)
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofByteArray(body));
    }

    /**
     * Hands over the items of a list, page after page, {@code most} of them at most.
     *
     * @return whether the server says that it left something out
     */
    public boolean list(Query query, long most, Consumer<JsonNode> items) {
        long left = most;
        boolean truncated = false;
        String cursor = null;
        do {
            JsonNode page = get(cursor == null ? query : query.and("cursor", cursor));
            truncated |= page.path("truncated").asBoolean();
            for (JsonNode item : page.path("items")) {
                if (left-- > 0) {
                    items.accept(item);
                }
            }
            cursor = page.path("next_cursor").textValue();
        } while (cursor != null && left > 0);
        return truncated;
    }

    /**
     * Hands over the events of a stream until it breaks off.
     *
     * @param lastId the id of the last event seen, to go on after it
     * @return the id of the last event seen now
     */
    public @Nullable String follow(Query query, @Nullable String lastId, Consumer<JsonNode> events) {
        HttpRequest.Builder request = request(query).header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        String[] last = {lastId};
        HttpResponse<Stream<String>> answer = send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            ServerSentEvents.read(lines.iterator(), event -> {
                events.accept(parsed(event));
                last[0] = event.id().isEmpty() ? last[0] : event.id();
            });
        } catch (UncheckedIOException e) {
            // The server went away; who follows asks again from the last id.
            return last[0];
        }
        return last[0];
    }

    private static JsonNode parsed(ServerSentEvent event) {
        return parsed(event.data());
    }

    private HttpRequest.Builder request(Query query) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + query));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        purpose.ifPresent(text -> request.header(PurposeHeader.NAME, PurposeHeader.value(text)));
        return request;
    }

    private String origin() {
        String text = server.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Sends, and again while the server asks to come back later. */
    private <T> HttpResponse<T> send(HttpRequest.Builder builder, BodyHandler<T> handler) {
        HttpRequest request = builder.build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<T> answer = once(request, handler);
            int status = answer.statusCode();
            if (status < 300) {
                return answer;
            }
            String reason = reason(answer);
            boolean busy = status == 429 || status == 503;
            if (!busy && status < 500) {
                throw new RefusedRequest(status, reason);
            }
            if (!busy || attempt == TRIES) {
                throw new UnreachableServer("the server at " + server + " cannot work: " + reason);
            }
            LockSupport.parkNanos(pause(answer).toNanos());
        }
    }

    private static Duration pause(HttpResponse<?> answer) {
        long seconds = answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Long::parseLong)
                .orElse(1L);
        return seconds > PAUSE_MAX.toSeconds() ? PAUSE_MAX : Duration.ofSeconds(seconds);
    }

    private <T> HttpResponse<T> once(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UnreachableServer(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableServer(server, e);
        }
    }

    /** A problem document's detail and errors; of anything else only the status. */
    private static String reason(HttpResponse<?> answer) {
        String fallback = "HTTP status " + answer.statusCode();
        if (!(answer.body() instanceof String body)) {
            return fallback;
        }
        try {
            JsonNode problem = MAPPER.readTree(body);
            StringBuilder reason = new StringBuilder(
                    problem.path("detail").asText(problem.path("title").asText(fallback)));
            for (JsonNode error : problem.path("errors")) {
                reason.append("\n  ")
                        .append(error.path("pointer").asText())
                        .append(": ")
                        .append(error.path("detail").asText());
            }
            return reason.toString();
        } catch (JsonProcessingException e) {
            return fallback;
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return answer.body().isBlank() ? MAPPER.createObjectNode() : parsed(answer.body());
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UnreachableServer("the server's answer is not JSON; is it a Recount server?");
        }
    }
}
