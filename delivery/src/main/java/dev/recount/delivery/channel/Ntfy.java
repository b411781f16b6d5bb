package dev.recount.delivery.channel;

import dev.recount.alert.Level;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.card.PlainText;
import dev.recount.runtime.settings.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ntfy, by its JSON form.
 *
 * @param name its name in the alerts file
 * @param url of the server
 * @param topic the topic; whoever knows it can read it
 * @param token access token, where the server wants one
 * @param allowPrivate whether the address may be private
 */
public record Ntfy(
        String name, URI url, Secret topic, @Nullable Secret token, boolean allowPrivate) implements HttpChannel {

    public static final URI DEFAULT_URL = URI.create("https://ntfy.sh/");

    /** A longer message becomes an attachment. */
    private static final int MESSAGE_BYTES_MAX = 4_096;

    private static final int TITLE_BYTES_MAX = 250;

    @Override
    public String type() {
        return "ntfy";
    }

    @Override
    public List<Secret> secrets() {
        return token == null ? List.of(topic) : List.of(topic, token);
    }

    @Override
    public HttpCall call(Message message, Instant at) {
        var body = RecordJson.MAPPER
                .createObjectNode()
                .put("topic", topic.reveal())
                .put("title", PlainText.cutToBytes(message.headline(), TITLE_BYTES_MAX))
                .put("message", PlainText.cutToBytes(message.card().text(), MESSAGE_BYTES_MAX))
                .put("priority", priority(message))
                .put("click", message.card().link().toString())
                .put("markdown", false);
        return HttpCall.json(url, token == null ? Map.of() : Map.of("Authorization", "Bearer " + token.reveal()), body);
    }

    private static int priority(Message message) {
        var level = message.incident() == null ? Level.LOW : message.incident().severity();
        if (!message.page()) {
            return 2;
        }
        return switch (level) {
            case CRITICAL -> 5;
            case HIGH -> 4;
            case MEDIUM -> 3;
            case LOW, INFORMATIONAL -> 2;
        };
    }
}
