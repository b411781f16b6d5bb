package dev.recount.delivery.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Incident;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.card.PlainText;
import dev.recount.delivery.retry.RetrySchedule;
import dev.recount.delivery.retry.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Standard Webhooks 1.0.0. Any answer but 2xx and 410 is tried again.
 *
 * @param name its name in the alerts file
 * @param url where to
 * @param keys what to sign with: while keys rotate, with the old and the new one; none leaves it unsigned
 * @param allowPrivate whether the address may be private
 */
public record Webhook(String name, URI url, List<SigningKey> keys, boolean allowPrivate) implements HttpChannel {

    private static final RecordJson<Incident> INCIDENTS = RecordJson.of(Incident.class);
    private static final int CARD_CHARS_MAX = 4_000;

    public Webhook {
        keys = List.copyOf(keys);
    }

    @Override
    public String type() {
        return "webhook";
    }

    /** Whoever reads by program knows the incident by its key. */
    @Override
    public boolean updatesInPlace() {
        return true;
    }

    @Override
    public RetrySchedule schedule() {
        return RetrySchedule.WEBHOOK;
    }

    @Override
    public HttpCall call(Message message, Instant at) {
        var call = HttpCall.json(url, Map.of(), body(message));
        long timestamp = at.getEpochSecond();
        var headers = new TreeMap<String, String>();
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        if (!keys.isEmpty()) {
            headers.put(
                    "webhook-signature",
                    keys.stream()
                            .map(key -> key.sign(message.id(), timestamp, call.body()))
                            .collect(Collectors.joining(" ")));
        }
        return new HttpCall(url, headers, call.body());
    }

    private static JsonNode body(Message message) {
        var body = RecordJson.MAPPER.createObjectNode();
        body.put("type", message.type().wire()).put("timestamp", Micros.text(message.at()));
        var data = body.putObject("data");
        data.set("incident", message.incident() == null ? null : incident(message.incident()));
        data.put("card", PlainText.cut(message.card().text(), CARD_CHARS_MAX))
                .put("timeline_url", message.card().link().toString())
                .put("key", message.key())
                .put("page", message.page())
                .put("folded", message.card().folded());
        if (message.failure() != null) {
            data.put("failure", message.failure());
        }
        return body;
    }

    private static ObjectNode incident(Incident incident) {
        try {
            var shown = (ObjectNode) RecordJson.MAPPER.readTree(INCIDENTS.write(incident));
            for (var list : List.of("alerts", "rules", "sessions", "actors", "credentials", "resources")) {
                if (!shown.has(list)) {
                    shown.putArray(list);
                }
            }
            return shown.has("recovery_left") ? shown : shown.putNull("recovery_left");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON cannot be read", e);
        }
    }

    @Override
    public Verdict verdict(int status, @Nullable Duration retryAfter) {
        var verdict = HttpChannel.super.verdict(status, retryAfter);
        return verdict instanceof Verdict.Refused refused ? new Verdict.Later(refused.detail(), null) : verdict;
    }
}
