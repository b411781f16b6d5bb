package dev.recount.streams.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a person named a destination when telling the agent what to do. */
final class Prompts {

    private static final Set<String> RECIPIENTS = Set.of(
            "to",
            "recipient",
            "recipients",
            "cc",
            "bcc",
            "email",
            "user_email",
            "user",
            "channel",
            "url",
            "host",
            "participants",
            "account",
            "account_id",
            "repo",
            "repository",
            "owner",
            "iban",
            "phone",
            "webhook");
    private static final int SHORTEST = 3;

    private Prompts() {}

    /** True when every destination of the event stands in a prompt; unknown when it names none, or no prompt is known. */
    static @Nullable Boolean name(Scene scene) {
        var prompts = scene.memory()
                .all(Relevance.CONTENT)
                .filter(ContentFacts::isPrompt)
                .filter(prompt -> EventOrder.mayPrecede(prompt, scene.event()))
                .map(Prompts::words)
                .collect(Collectors.joining("\n"));
        var destinations = destinations(scene.event());
        if (prompts.isBlank() || destinations.isEmpty()) {
            return null;
        }
        return destinations.stream().allMatch(destination -> prompts.contains(destination.toLowerCase(Locale.ROOT)));
    }

    private static String words(Event prompt) {
        var source = prompt.source();
        var text = source == null ? null : tree(source.record()).path("prompt").textValue();
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    static List<String> destinations(Event event) {
        List<String> destinations = new ArrayList<>();
        if (event.destination() != null && event.destination().ref() != null) {
            destinations.add(event.destination().ref());
        }
        if (event.action() != null) {
            tree(event.action().arguments()).properties().forEach(argument -> {
                if (RECIPIENTS.contains(argument.getKey().toLowerCase(Locale.ROOT))) {
                    collect(argument.getValue(), destinations);
                }
            });
        }
        return destinations;
    }

    private static void collect(JsonNode value, List<String> destinations) {
        if (value.isArray()) {
            value.forEach(element -> collect(element, destinations));
        } else if (value.isTextual() && value.textValue().length() >= SHORTEST) {
            destinations.add(value.textValue());
        }
    }

    private static JsonNode tree(@Nullable Json json) {
        try {
            return json == null ? RecordJson.MAPPER.createObjectNode() : RecordJson.MAPPER.readTree(json.text());
        } catch (JsonProcessingException notJson) {
            return RecordJson.MAPPER.createObjectNode();
        }
    }
}
