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
 * A Microsoft Teams workflow, as an Adaptive Card. Text is in runs of rich text, which know no markup.
 *
 * @param name its name in the alerts file
 * @param url the workflow's address, which is a secret
 * @param allowPrivate whether the address may be private
 */
public record Teams(String name, Secret url, boolean allowPrivate) implements HttpChannel {

    private static final int LINE_CHARS_MAX = 1_500;

    @Override
    public String type() {
        return "teams";
    }

    @Override
    public List<Secret> secrets() {
        return List.of(url);
    }

    @Override
    public HttpCall call(Message message, Instant at) {
        var card = message.card();
        var envelope = RecordJson.MAPPER.createObjectNode().put("type", "message");
        var content = envelope.putArray("attachments")
                .addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive")
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        var body = content.putArray("body");
        line(body, message.headline(), true);
        line(body, card.sentence(), true);
        line(body, card.when(), false);
        line(body, card.undo(), false);
        line(body, "At risk: " + card.atRisk(), false);
        card.revokeLines().forEach(line -> line(body, "Revoke " + line, false));
        line(body, "Next: " + card.next(), false);
        if (card.folded() > 0) {
            line(body, card.foldedLine(), false);
        }
        content.putArray("actions")
                .addObject()
                .put("type", "Action.OpenUrl")
                .put("title", "Open the timeline")
                .put("url", card.link().toString());
        return HttpCall.json(URI.create(url.reveal()), Map.of(), envelope);
    }

    private static void line(ArrayNode body, String text, boolean bold) {
        var run = body.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject();
        run.put("type", "TextRun").put("text", PlainText.cut(text, LINE_CHARS_MAX));
        if (bold) {
            run.put("weight", "Bolder");
        }
    }
}
