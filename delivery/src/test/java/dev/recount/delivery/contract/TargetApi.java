package dev.recount.delivery.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.channel.HttpChannel;
import dev.recount.delivery.channel.Ntfy;
import dev.recount.delivery.channel.PagerDuty;
import dev.recount.delivery.channel.SigningKey;
import dev.recount.delivery.channel.Slack;
import dev.recount.delivery.channel.Teams;
import dev.recount.delivery.channel.Webhook;
import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The real APIs as they are documented: path, headers, schema, limits, and the status of success and of refusal. */
enum TargetApi {
    /** Standard Webhooks 1.0.0. */
    WEBHOOK(204, 400) {
        @Override
        HttpChannel channel(String base) {
            return new Webhook("c", URI.create(base + "/hook"), List.of(new SigningKey(Secret.of(KEY))), true);
        }

        @Override
        String fault(Asked asked, JsonNode body) throws Exception {
            var id = asked.headers().get("webhook-id");
            var time = asked.headers().get("webhook-timestamp");
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY.substring(6)), "HmacSHA256"));
            var signed = mac.doFinal((id + "." + time + "." + asked.body()).getBytes(StandardCharsets.UTF_8));
            return firstOf(
                    path(asked, "/hook"),
                    unless(
                            asked.headers()
                                    .get("webhook-signature")
                                    .equals("v1," + Base64.getEncoder().encodeToString(signed)),
                            "signature"),
                    only(body, Set.of("type", "timestamp", "data")),
                    unless(Instant.parse(body.path("timestamp").asText()) != null, "timestamp"),
                    unless(body.path("data").isObject(), "data"),
                    unless(asked.bytes() < 20_000, "more than 20 kB"));
        }
    },
    /** Events API v2. */
    PAGERDUTY(202, 400) {
        @Override
        HttpChannel channel(String base) {
            return new PagerDuty("c", URI.create(base + "/v2/enqueue"), Secret.of("k".repeat(32)), List.of(), true);
        }

        @Override
        String fault(Asked asked, JsonNode body) {
            var payload = body.path("payload");
            boolean trigger = body.path("event_action").asText().equals("trigger");
            return firstOf(
                    path(asked, "/v2/enqueue"),
                    unless(!asked.headers().containsKey("Authorization"), "authorization"),
                    only(
                            body,
                            Set.of(
                                    "routing_key",
                                    "event_action",
                                    "dedup_key",
                                    "client",
                                    "client_url",
                                    "payload",
                                    "links")),
                    unless(body.path("routing_key").asText().length() == 32, "routing_key"),
                    unless(
                            Set.of("trigger", "acknowledge", "resolve")
                                    .contains(body.path("event_action").asText()),
                            "event_action"),
                    unless(within(body, "dedup_key", 255), "dedup_key"),
                    unless(!trigger || within(payload, "summary", 1_024), "summary"),
                    unless(!trigger || !payload.path("source").asText().isEmpty(), "source"),
                    unless(
                            !trigger
                                    || Set.of("critical", "error", "warning", "info")
                                            .contains(payload.path("severity").asText()),
                            "severity"),
                    unless(asked.bytes() <= 512 * 1_024, "more than 512 KB"));
        }
    },
    /** API v2. */
    ALERTMANAGER(200, 400) {
        @Override
        HttpChannel channel(String base) {
            return new Alertmanager("c", URI.create(base), true);
        }

        @Override
        String fault(Asked asked, JsonNode body) {
            for (JsonNode alert : body) {
                var fault = firstOf(
                        only(alert, Set.of("labels", "annotations", "startsAt", "endsAt", "generatorURL")),
                        unless(!alert.path("labels").isEmpty(), "labels"),
                        unless(texts(alert.path("labels")), "labels are texts"),
                        unless(texts(alert.path("annotations")), "annotations are texts"),
                        unless(
                                !Instant.parse(alert.path("endsAt").asText())
                                        .isBefore(Instant.parse(
                                                alert.path("startsAt").asText())),
                                "ends before it starts"));
                if (fault != null) {
                    return fault;
                }
            }
            return firstOf(path(asked, "/api/v2/alerts"), unless(body.isArray() && !body.isEmpty(), "no array"));
        }
    },
    /** Incoming webhooks. */
    SLACK(200, 400) {
        @Override
        HttpChannel channel(String base) {
            return new Slack("c", Secret.of(base + "/services/T/B/x"), true);
        }

        @Override
        String fault(Asked asked, JsonNode body) {
            for (JsonNode block : body.path("blocks")) {
                boolean header = block.path("type").asText().equals("header");
                var fault = firstOf(
                        unless(
                                block.path("text").isMissingNode()
                                        || within(block.path("text"), "text", header ? 150 : 3_000),
                                "invalid_blocks: text"),
                        unless(block.path("elements").size() <= 10, "invalid_blocks: elements"));
                for (JsonNode element : block.path("elements")) {
                    boolean button = element.path("type").asText().equals("button");
                    fault = firstOf(
                            fault,
                            unless(!button || within(element.path("text"), "text", 75), "invalid_blocks: button"),
                            unless(!button || within(element, "url", 3_000), "invalid_blocks: url"));
                }
                if (fault != null) {
                    return fault;
                }
            }
            return firstOf(
                    path(asked, "/services/T/B/x"),
                    only(body, Set.of("text", "blocks")),
                    unless(!body.path("text").asText().isEmpty(), "no_text"),
                    unless(body.path("blocks").size() <= 50, "invalid_blocks: 50"),
                    unless(body.toString().length() < 13_000, "msg_blocks_too_long"));
        }
    },
    /** Workflows webhook with an Adaptive Card. */
    TEAMS(202, 400) {
        @Override
        HttpChannel channel(String base) {
            return new Teams("c", Secret.of(base + "/workflows/1?sig=x"), true);
        }

        @Override
        String fault(Asked asked, JsonNode body) {
            var attachment = body.path("attachments").path(0);
            var card = attachment.path("content");
            return firstOf(
                    path(asked, "/workflows/1?sig=x"),
                    unless(body.path("type").asText().equals("message"), "type"),
                    unless(
                            attachment.path("contentType").asText().equals("application/vnd.microsoft.card.adaptive"),
                            "contentType"),
                    unless(card.path("type").asText().equals("AdaptiveCard"), "no card"),
                    unless(card.path("version").asText().equals("1.4"), "version"),
                    unless(!card.path("body").isEmpty(), "body"),
                    unless(card.at("/actions/0/url").asText().startsWith("https://"), "action"),
                    unless(asked.bytes() <= 28 * 1_024, "more than 28 KB"));
        }
    },
    /** Publishing as JSON. */
    NTFY(200, 400) {
        @Override
        HttpChannel channel(String base) {
            return new Ntfy("c", URI.create(base + "/"), Secret.of("topic"), Secret.of("tk_x"), true);
        }

        @Override
        String fault(Asked asked, JsonNode body) {
            int priority = body.path("priority").asInt();
            return firstOf(
                    path(asked, "/"),
                    unless("Bearer tk_x".equals(asked.headers().get("Authorization")), "authorization"),
                    only(body, Set.of("topic", "message", "title", "tags", "priority", "click", "actions", "markdown")),
                    unless(body.path("topic").asText().equals("topic"), "topic"),
                    unless(priority >= 1 && priority <= 5, "priority"),
                    unless(
                            body.path("message").asText().getBytes(StandardCharsets.UTF_8).length <= 4_096,
                            "would become an attachment"));
        }
    };

    private static final String KEY = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

    private final int taken;
    private final int refused;

    TargetApi(int taken, int refused) {
        this.taken = taken;
        this.refused = refused;
    }

    /** A channel that goes to this API at {@code base}. */
    abstract HttpChannel channel(String base);

    /** What the API finds wrong; null when nothing is. */
    abstract String fault(Asked asked, JsonNode body) throws Exception;

    int taken() {
        return taken;
    }

    /** What the API answers: its status of success, or of refusal with the reason. */
    void answer(Asked asked, java.net.Socket client) throws IOException {
        String fault;
        try {
            fault = asked.headers().getOrDefault("Content-Type", "").startsWith("application/json")
                    ? fault(asked, asked.json())
                    : "content type";
        } catch (Exception e) {
            fault = e.toString();
        }
        if (taken == 204 && fault == null) {
            TargetServer.write(client, "HTTP/1.1 204 x\r\n\r\n");
        } else {
            TargetServer.status(client, fault == null ? taken : refused, "", fault == null ? "ok" : fault);
        }
    }

    private static String firstOf(String... faults) {
        for (String fault : faults) {
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static String unless(boolean holds, String fault) {
        return holds ? null : fault;
    }

    private static String path(Asked asked, String path) {
        return unless(asked.line().equals("POST " + path + " HTTP/1.1"), asked.line());
    }

    private static String only(JsonNode body, Set<String> fields) {
        for (var names = body.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!fields.contains(name)) {
                return "unknown field " + name;
            }
        }
        return null;
    }

    private static boolean within(JsonNode body, String field, int charsMax) {
        int length = body.path(field).asText().length();
        return length > 0 && length <= charsMax;
    }

    private static boolean texts(JsonNode map) {
        for (JsonNode value : map) {
            if (!value.isTextual()) {
                return false;
            }
        }
        return true;
    }
}
