package dev.recount.delivery.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Incident;
import dev.recount.alert.Level;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.card.ForeignText;
import dev.recount.delivery.card.PlainText;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.runtime.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PagerDuty Events API v2. Trigger, acknowledge and resolve share the deduplication key, so that PagerDuty shows one
 * incident however often it is told.
 *
 * @param name its name in the alerts file
 * @param url where to, {@code https://events.pagerduty.com/v2/enqueue} if not the European one
 * @param routingKey the integration's key
 * @param answerKeys secrets of its webhook subscription, which tells us what responders do there
 * @param allowPrivate whether the address may be private
 */
public record PagerDuty(String name, URI url, Secret routingKey, List<Secret> answerKeys, boolean allowPrivate)
        implements HttpChannel {

    public PagerDuty {
        answerKeys = List.copyOf(answerKeys);
    }

    public static final URI DEFAULT_URL = URI.create("https://events.pagerduty.com/v2/enqueue");

    private static final Duration THROTTLED = Duration.ofMinutes(1);
    private static final int SUMMARY_CHARS_MAX = 1_024;
    private static final int KEY_CHARS_MAX = 255;

    @Override
    public String type() {
        return "pagerduty";
    }

    @Override
    public boolean updatesInPlace() {
        return true;
    }

    @Override
    public List<Secret> secrets() {
        return List.of(routingKey);
    }

    @Override
    public HttpCall call(Message message, Instant at) {
        var body = RecordJson.MAPPER.createObjectNode();
        body.put("routing_key", routingKey.reveal())
                .put("event_action", action(message.type()))
                .put("dedup_key", PlainText.cut(message.key(), KEY_CHARS_MAX));
        if (action(message.type()).equals("trigger")) {
            trigger(body, message);
        }
        return HttpCall.json(url, Map.of(), body);
    }

    /** It throttles by the minute and does not say for how long. */
    @Override
    public Verdict verdict(int status, @Nullable Duration retryAfter) {
        return HttpChannel.super.verdict(status, status == 429 && retryAfter == null ? THROTTLED : retryAfter);
    }

    private static String action(MessageType type) {
        return switch (type) {
            case INCIDENT_ACKNOWLEDGED -> "acknowledge";
            case INCIDENT_RESOLVED -> "resolve";
            case INCIDENT_OPENED, INCIDENT_UPDATED, DELIVERY_FAILED, TEST -> "trigger";
        };
    }

    private static void trigger(ObjectNode body, Message message) {
        var card = message.card();
        body.put("client", "Recount").put("client_url", card.link().toString());
        var payload = body.putObject("payload")
                .put("summary", PlainText.cut(message.headline() + ": " + card.sentence(), SUMMARY_CHARS_MAX))
                .put("source", source(message))
                .put("severity", severity(message))
                .put("timestamp", Micros.text(message.at()))
                .put("class", "agent-incident");
        var details = payload.putObject("custom_details")
                .put("when", card.when())
                .put("undo", card.undo())
                .put("at_risk", card.atRisk())
                .put("next", card.next());
        var revoke = details.putArray("revoke_in_this_order");
        card.revokeLines().forEach(revoke::add);
        if (card.folded() > 0) {
            details.put("folded", card.foldedLine());
        }
        body.putArray("links").addObject().put("href", card.link().toString()).put("text", "Timeline");
    }

    private static String source(Message message) {
        var incident = message.incident();
        return incident == null ? "recount" : ForeignText.name(first(incident));
    }

    private static String first(Incident incident) {
        return List.of(incident.actors(), incident.sessions()).stream()
                .flatMap(List::stream)
                .findFirst()
                .orElse(incident.id());
    }

    private static String severity(Message message) {
        var level = message.incident() == null
                ? Level.INFORMATIONAL
                : message.incident().severity();
        return switch (level) {
            case CRITICAL -> "critical";
            case HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFORMATIONAL -> "info";
        };
    }
}
