package dev.recount.streams.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Set<String> COPIES = Set.of("cc", "bcc");
    private static final int SHORTEST = 3;
    private static final Pattern WORD = Pattern.compile("[^a-z0-9]+");

    private Prompts() {}

    /** True when every destination of the event stands in a prompt; unknown when it names none, or no prompt is known. */
    static @Nullable Boolean name(Scene scene) {
        var prompts = words(scene);
        var destinations = destinations(scene.event());
        if (prompts.isBlank() || destinations.isEmpty()) {
            return null;
        }
        return destinations.stream().allMatch(destination -> prompts.contains(destination.toLowerCase(Locale.ROOT)));
    }

    /** Everything that people had said to the agent, in lower case. */
    static String words(Scene scene) {
        return scene.memory()
                .all(Relevance.CONTENT)
                .filter(ContentFacts::isPrompt)
                .filter(prompt -> EventOrder.mayPrecede(prompt, scene.event()))
                .map(Prompts::words)
                .collect(Collectors.joining("\n"));
    }

    /** Whether the prompts name what the operation is about: {@code update_password} is about a password. */
    static @Nullable Boolean askFor(String prompts, Event event) {
        var operation = Effect.operation(event);
        if (prompts.isBlank() || operation == null) {
            return null;
        }
        var words = WORD.split(operation.toLowerCase(Locale.ROOT), -1);
        return Arrays.stream(words)
                .skip(1)
                .filter(word -> word.length() >= SHORTEST)
                .anyMatch(prompts::contains);
    }

    /**
     * Whether the prompts name whom the act is for: all values of one of its arguments. An act has one addressee, whom
     * several arguments may describe (name and mail address), but a copy to somebody else is another addressee.
     */
    static boolean nameAddressee(String prompts, Event event) {
        boolean named =
                event.destination() != null && isIn(prompts, event.destination().ref());
        for (Map.Entry<String, JsonNode> argument : arguments(event).properties()) {
            var key = argument.getKey().toLowerCase(Locale.ROOT);
            if (RECIPIENTS.contains(key)) {
                List<String> values = new ArrayList<>();
                collect(argument.getValue(), values);
                boolean all = !values.isEmpty() && values.stream().allMatch(value -> isIn(prompts, value));
                if (COPIES.contains(key) && !all && !values.isEmpty()) {
                    return false;
                }
                named |= all;
            }
        }
        return named;
    }

    private static boolean isIn(String prompts, @Nullable String value) {
        return value != null && prompts.contains(value.toLowerCase(Locale.ROOT));
    }

    static JsonNode arguments(Event event) {
        return event.action() == null ? tree(null) : tree(event.action().arguments());
    }

    /** What the tool answered, as the hook told it. */
    static JsonNode answer(Event event) {
        return event.source() == null
                ? tree(null)
                : tree(event.source().record()).path("tool_response");
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
