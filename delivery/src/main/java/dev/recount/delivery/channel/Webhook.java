package dev.recount.delivery.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Incident;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.card.PlainText;
import dev.recount.delivery.retry.RetrySchedule;
import dev.recount.delivery.retry.Verdict;
import dev.recount.runtime.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
    private static final int SENTENCE_CHARS_MAX = 500;
    /** Standard Webhooks asks for less than 20 kB: whoever wants all of it follows the link. */
    private static final int INCIDENT_BYTES_MAX = 12_000;

    private static final List<String> LISTS =
            List.of("alerts", "rules", "sessions", "actors", "credentials", "resources");

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
    public List<Secret> secrets() {
        return keys.stream().map(SigningKey::secret).toList();
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
            for (var list : LISTS) {
                if (!shown.has(list)) {
                    shown.putArray(list);
                }
            }
            var left = incident.recoveryLeft();
            shown.put("title", PlainText.cut(incident.title(), SENTENCE_CHARS_MAX))
                    .put("recovery_left", left == null ? null : PlainText.cut(left, SENTENCE_CHARS_MAX));
            return fitting(shown);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON cannot be read", e);
        }
    }

    /** Names that are too long are not cut, because they would be other names; there are fewer of them. */
    private static ObjectNode fitting(ObjectNode shown) {
        int names =
                LISTS.stream().mapToInt(list -> shown.path(list).size()).max().orElse(0);
        while (names > 0 && shown.toString().getBytes(StandardCharsets.UTF_8).length > INCIDENT_BYTES_MAX) {
            names /= 2;
            for (String list : LISTS) {
                var kept = (ArrayNode) shown.path(list);
                while (kept.size() > names) {
                    kept.remove(kept.size() - 1);
                }
            }
        }
        return shown;
    }

    @Override
    public Verdict verdict(int status, @Nullable Duration retryAfter) {
        var verdict = HttpChannel.super.verdict(status, retryAfter);
        return verdict instanceof Verdict.Refused refused ? new Verdict.Later(refused.detail(), null) : verdict;
    }
}
