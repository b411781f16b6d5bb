package dev.recount.evidence.witness.http;

import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.witness.AddCheckpoint;
import dev.recount.evidence.witness.WitnessAnswer;
import dev.recount.evidence.witness.WitnessAnswer.Cosigned;
import dev.recount.evidence.witness.WitnessAnswer.OtherSize;
import dev.recount.evidence.witness.WitnessAnswer.Reason;
import dev.recount.evidence.witness.WitnessAnswer.Refused;
import dev.recount.evidence.witness.WitnessDoor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A witness under an address: any that speaks {@code c2sp.org/tlog-witness}. */
public final class HttpWitness implements WitnessDoor {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int DETAIL_CHARS = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final URI address;
    private final Duration timeout;

    /**
     * Opens nothing yet.
     *
     * @param prefix what {@code /add-checkpoint} is appended to
     * @param timeout for a whole answer
     */
    public HttpWitness(URI prefix, Duration timeout) {
        var text = prefix.toString();
        this.address = URI.create((text.endsWith("/") ? text : text + "/") + "add-checkpoint");
        this.timeout = timeout;
    }

    @Override
    public WitnessAnswer ask(AddCheckpoint request) throws IOException, InterruptedException {
        var sent = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(request.text()))
                .build();
        return answer(await(http.sendAsync(sent, BodyHandlers.ofString())));
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> asked)
            throws IOException, InterruptedException {
        try {
            return asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException("no answer: " + e.getCause(), e);
        }
    }

    private static WitnessAnswer answer(HttpResponse<String> answer) throws IOException {
        var body = answer.body();
        return switch (answer.statusCode()) {
            case 200 -> new Cosigned(SignedNote.signatures(body));
            case 400 -> refused(Reason.MALFORMED, answer);
            case 403 -> refused(Reason.NOT_SIGNED, answer);
            case 404 -> refused(Reason.UNKNOWN_LOG, answer);
            case 409 -> new OtherSize(size(body));
            case 422 -> refused(Reason.NOT_CONSISTENT, answer);
            default -> throw new IOException("the answer is HTTP " + answer.statusCode());
        };
    }

    private static long size(String body) throws IOException {
        if (!body.matches("(0|[1-9][0-9]{0,17})\n")) {
            throw new IOException("the answer is HTTP 409 without a size");
        }
        return Long.parseLong(body.strip());
    }

    private static Refused refused(Reason reason, HttpResponse<String> answer) {
        var detail = answer.body().strip();
        return new Refused(
                reason,
                "HTTP " + answer.statusCode() + ": " + detail.substring(0, Math.min(detail.length(), DETAIL_CHARS)));
    }
}
