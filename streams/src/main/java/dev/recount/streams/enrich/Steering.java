package dev.recount.streams.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose idea an act was, by where its telling values come from: addresses, links and accounts that stand in a prompt were
 * asked for, those that a tool listed as values are one's own, and those that only stand in a stranger's prose are the
 * stranger's.
 */
final class Steering {

    private static final Duration REACH = Duration.ofHours(2);
    private static final int CONTENTS_MAX = 32;
    private static final int SHORTEST = 5;
    private static final Set<Verb> TELLING = EnumSet.of(
            Verb.SEND_EXTERNAL, Verb.SHARE_EXTERNAL, Verb.PUBLISH, Verb.GRANT, Verb.ISSUE_CREDENTIAL, Verb.IMPERSONATE);
    private static final Set<Verb> BY_TOOL = EnumSet.of(Verb.CREATE, Verb.MODIFY, Verb.EXECUTE);
    private static final Pattern ADDRESS = Pattern.compile(
            "[\\w.+-]+@[\\w-]+\\.[\\w.-]+|(?:https?://|www\\.)[\\w./?=&%-]+|\\b[A-Z]{2}\\d{2}[A-Z0-9]{10,30}\\b");

    private Steering() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        if (event.phase() == Phase.FAILED || event.phase() == Phase.DENIED || !isTelling(event)) {
            return;
        }
        var prompts = Prompts.words(scene);
        facts.put(FactName.ACTION_ASKED_FOR, Prompts.askFor(prompts, event));
        var destinations = Prompts.destinations(event);
        var values = values(event, destinations);
        values.removeIf(value -> prompts.contains(value.toLowerCase(Locale.ROOT)));
        if (Prompts.nameAddressee(prompts, event)) {
            values.clear();
        }
        var contents = contents(scene);
        facts.put(FactName.DESTINATION_LISTED, listed(destinations, contents));
        contents.stream()
                .filter(content -> ContentFacts.isUntrusted(content.event()))
                .filter(content -> values.stream()
                        .anyMatch(value ->
                                content.saysInProse(value) && contents.stream().noneMatch(other -> other.lists(value))))
                .max((a, b) -> EventOrder.SHOWN.compare(a.event(), b.event()))
                .ifPresent(content ->
                        facts.put(FactName.ACTION_STEERED_EVENT, content.event().id()));
    }

    /** Acts that reach somebody, and whatever the tool of a server makes or changes. */
    static boolean isTelling(Event event) {
        var verb = event.verb();
        var action = event.action();
        if (event.type() != EventType.ACTION || verb == null || action == null || event.sessionId() == null) {
            return false;
        }
        return TELLING.contains(verb)
                || (BY_TOOL.contains(verb) && String.valueOf(action.tool()).startsWith("mcp__"));
    }

    private static Set<String> values(Event event, List<String> destinations) {
        Set<String> values = new LinkedHashSet<>();
        destinations.stream().filter(text -> text.length() >= SHORTEST).forEach(values::add);
        collect(Prompts.arguments(event), values);
        return values;
    }

    private static void collect(JsonNode node, Set<String> values) {
        if (node.isTextual()) {
            var matcher = ADDRESS.matcher(node.textValue());
            while (matcher.find()) {
                values.add(matcher.group().replaceFirst("[.,;:]+$", ""));
            }
        }
        node.forEach(child -> collect(child, values));
    }

    /** What the session has read lately, with its words. */
    private static List<Words> contents(Scene scene) {
        return scene.memory()
                .all(Relevance.CONTENT)
                .filter(content -> !ContentFacts.isPrompt(content) && Past.isBefore(scene, content, REACH))
                .sorted(EventOrder.SHOWN.reversed())
                .limit(CONTENTS_MAX)
                .map(Words::of)
                .toList();
    }

    private static @Nullable Boolean listed(List<String> destinations, List<Words> contents) {
        if (destinations.isEmpty() || contents.isEmpty()) {
            return null;
        }
        return destinations.stream()
                .allMatch(destination -> contents.stream().anyMatch(content -> content.lists(destination)));
    }

    /**
     * What a tool answered.
     *
     * @param text everything it says
     * @param lines the same without quotes, hyphens and names of fields, line by line and item by item
     */
    private record Words(Event event, String text, Set<String> lines) {

        private static final java.util.regex.Pattern ITEMS = java.util.regex.Pattern.compile("[\\n,\\[\\]{}]+");
        private static final java.util.regex.Pattern DRESSING =
                java.util.regex.Pattern.compile("^[\\s\\-\"']*(?:[\\w ]{1,40}[\"']?:\\s*)?[\"']*|[\"'\\s]+$");

        static Words of(Event event) {
            List<String> texts = new ArrayList<>();
            gather(Prompts.answer(event), texts);
            var text = String.join("\n", texts);
            Set<String> lines = new LinkedHashSet<>();
            for (String line : ITEMS.split(text, -1)) {
                lines.add(DRESSING.matcher(line).replaceAll("").toLowerCase(Locale.ROOT));
            }
            return new Words(event, text.toLowerCase(Locale.ROOT), lines);
        }

        private static void gather(JsonNode node, List<String> texts) {
            if (node.isValueNode()) {
                texts.add(node.asText());
            }
            node.forEach(child -> gather(child, texts));
        }

        boolean lists(String value) {
            return lines.contains(value.toLowerCase(Locale.ROOT));
        }

        boolean saysInProse(String value) {
            return text.contains(value.toLowerCase(Locale.ROOT)) && !lists(value);
        }
    }
}
