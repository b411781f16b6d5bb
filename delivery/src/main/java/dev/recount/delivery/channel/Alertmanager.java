package dev.recount.delivery.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Incident;
import dev.recount.alert.Level;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.card.PlainText;
import dev.recount.delivery.paging.MessageType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alertmanager's API v2. Its alerts are known by their labels, of which the severity is one, because routes ask for it; so
 * what is told of one severity ends what was told of the others.
 *
 * @param name its name in the alerts file
 * @param url of the Alertmanager, without {@code /api/v2/alerts}
 * @param allowPrivate whether the address may be private
 */
public record Alertmanager(String name, URI url, boolean allowPrivate) implements HttpChannel {

    /** An alert that is not sent again ends by itself, but not because Recount restarts: that would sound the all-clear. */
    private static final Duration STANDS = Duration.ofHours(1);

    private static final int TEXT_CHARS_MAX = 4_000;

    @Override
    public String type() {
        return "alertmanager";
    }

    @Override
    public boolean updatesInPlace() {
        return true;
    }

    /** It keeps little over a restart, and what it is not sent again it takes to be over. */
    @Override
    public boolean forgets() {
        return true;
    }

    @Override
    public HttpCall call(Message message, Instant at) {
        var alerts = RecordJson.MAPPER.createArrayNode();
        var incident = message.incident();
        boolean over = message.type() == MessageType.INCIDENT_RESOLVED;
        var severity = incident == null ? Level.INFORMATIONAL : incident.severity();
        add(alerts, message, severity, over ? at : at.plus(STANDS));
        if (incident != null && message.type() != MessageType.INCIDENT_OPENED) {
            for (Level other : Level.values()) {
                if (other != severity) {
                    add(alerts, message, other, at);
                }
            }
        }
        var base = url.toString();
        var path = base.endsWith("/") ? "api/v2/alerts" : "/api/v2/alerts";
        return HttpCall.json(URI.create(base + path), Map.of(), alerts);
    }

    private static void add(ArrayNode alerts, Message message, Level severity, Instant endsAt) {
        var alert = alerts.addObject();
        alert.putObject("labels")
                .put("alertname", "RecountIncident")
                .put("incident", message.key())
                .put("severity", severity.wire());
        annotations(alert.putObject("annotations"), message);
        alert.put("startsAt", Micros.text(startsAt(message.incident(), message.at())))
                .put("endsAt", Micros.text(endsAt))
                .put("generatorURL", message.card().link().toString());
    }

    private static Instant startsAt(@Nullable Incident incident, Instant at) {
        return incident == null || incident.openedAt().isAfter(at) ? at : incident.openedAt();
    }

    private static void annotations(ObjectNode annotations, Message message) {
        var card = message.card();
        annotations
                .put("summary", PlainText.cut(message.headline() + ": " + card.sentence(), TEXT_CHARS_MAX))
                .put("description", PlainText.cut(card.text(), TEXT_CHARS_MAX));
    }
}
