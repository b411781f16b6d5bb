package dev.recount.delivery.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.card.PlainText;
import dev.recount.runtime.settings.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A Slack incoming webhook. Everything is {@code plain_text}, so that nothing an agent wrote is markup or a mention.
 *
 * @param name its name in the alerts file
 * @param url the webhook's address, which is a secret
 * @param allowPrivate whether the address may be private
 */
public record Slack(String name, Secret url, boolean allowPrivate) implements HttpChannel {

    private static final int HEADER_CHARS_MAX = 150;
    private static final int SECTION_CHARS_MAX = 3_000;
    private static final int URL_CHARS_MAX = 3_000;
    private static final int FALLBACK_CHARS_MAX = 1_000;

    @Override
    public String type() {
        return "slack";
    }

    @Override
    public List<Secret> secrets() {
        return List.of(url);
    }

    @Override
    public HttpCall call(Message message, Instant at) {
        var card = message.card();
        var body = RecordJson.MAPPER.createObjectNode();
        body.put("text", escaped(message.headline() + ": " + card.sentence(), FALLBACK_CHARS_MAX));
        var blocks = body.putArray("blocks");
        plain(blocks.addObject().put("type", "header").putObject("text"), message.headline(), HEADER_CHARS_MAX);
        section(blocks, card.sentence());
        section(blocks, card.when() + "\n" + card.undo() + "\nAt risk: " + card.atRisk());
        if (!card.revoke().isEmpty()) {
            section(blocks, "Revoke, in this order:\n" + String.join("\n", card.revokeLines()));
        }
        section(
                blocks,
                String.join("\n", List.of("Next: " + card.next(), card.foldedLine()))
                        .strip());
        var link = card.link().toString();
        if (link.length() <= URL_CHARS_MAX) {
            var button = blocks.addObject()
                    .put("type", "actions")
                    .putArray("elements")
                    .addObject();
            button.put("type", "button").put("url", link);
            plain(button.putObject("text"), "Open the timeline", HEADER_CHARS_MAX);
        }
        return HttpCall.json(URI.create(url.reveal()), Map.of(), body);
    }

    private static void section(ArrayNode blocks, String text) {
        plain(blocks.addObject().put("type", "section").putObject("text"), text, SECTION_CHARS_MAX);
    }

    private static void plain(com.fasterxml.jackson.databind.node.ObjectNode into, String text, int max) {
        into.put("type", "plain_text").put("text", escaped(text, max)).put("emoji", false);
    }

    /** Slack's three escapes, cut so that no escape is torn. */
    static String escaped(String text, int max) {
        int room = max;
        while (true) {
            var escaped = PlainText.cut(text, room)
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
            if (escaped.length() <= max) {
                return escaped;
            }
            room -= escaped.length() - max;
            if (room < 2) {
                return "…";
            }
        }
    }
}
