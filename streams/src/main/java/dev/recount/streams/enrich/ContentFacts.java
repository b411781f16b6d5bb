package dev.recount.streams.enrich;

import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose words are in an agent's context, and what confidential things it has read: what makes an act towards the outside
 * dangerous. Trust and label come with the event, or from the table of tools.
 */
final class ContentFacts {

    private static final Duration REACH = Duration.ofHours(2);
    private static final Set<Verb> OUTWARD = Set.of(Verb.SEND_EXTERNAL, Verb.SHARE_EXTERNAL, Verb.PUBLISH);
    private static final Set<String> PRIVATE = Set.of("confidential", "secret");
    private static final Table TOOLS = Table.load("content-tools.yaml");

    private ContentFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        facts.put(FactName.CONTENT_TRUST, trust(event));
        facts.put(FactName.CONTENT_LABEL, label(scene, event));
        if (!Steering.isTelling(event) || event.phase() == Phase.FAILED) {
            return;
        }
        Past.latest(scene, scene.memory().all(Relevance.CONTENT), REACH, earlier -> "untrusted".equals(trust(earlier)))
                .ifPresent(seen -> facts.put(FactName.SESSION_UNTRUSTED_EVENT, seen.id()));
        Past.latest(
                        scene,
                        scene.memory().events(),
                        REACH,
                        earlier -> isPrivate(scene, earlier)
                                && !Past.isSameAction(earlier, event)
                                && !isAboutRecipient(earlier, event))
                .ifPresent(seen -> facts.put(FactName.SESSION_PRIVATE_EVENT, seen.id()));
        facts.put(FactName.DESTINATION_IN_PROMPT, Prompts.name(scene));
    }

    /** A person may have the data that is about them. */
    private static boolean isAboutRecipient(Event read, Event sent) {
        var subject = read.labels().get("subject");
        return subject != null && subject.equals(sent.labels().get("subject"));
    }

    static boolean isOutward(@Nullable Verb verb) {
        return verb != null && OUTWARD.contains(verb);
    }

    private static boolean isPrivate(Scene scene, Event event) {
        return took(event)
                && (event.verb() == Verb.READ_SECRET || PRIVATE.contains(String.valueOf(label(scene, event))));
    }

    private static boolean took(Event event) {
        return event.phase() == Phase.SUCCEEDED || event.phase() == Phase.INGESTED;
    }

    /** What a person said to the agent. */
    static boolean isPrompt(Event event) {
        var content = event.content();
        return event.is(EventType.CONTENT, Phase.INGESTED)
                && content != null
                && "prompt".equals(content.origin())
                && !"untrusted".equals(content.trust());
    }

    static boolean isUntrusted(Event event) {
        return "untrusted".equals(trust(event));
    }

    private static @Nullable String trust(Event event) {
        if (event.content() != null && event.content().trust() != null) {
            return event.content().trust();
        }
        return took(event) ? ofTool(event).map(row -> row.get("trust")).orElse(null) : null;
    }

    private static @Nullable String label(Scene scene, Event event) {
        if (event.content() != null && event.content().label() != null) {
            return event.content().label();
        }
        var declared =
                scene.resource(event.resourceId()).map(entry -> entry.body().label());
        if (declared.isPresent()) {
            return declared.get();
        }
        return took(event) ? ofTool(event).map(row -> row.get("label")).orElse(null) : null;
    }

    /** Whether an action brings something into the context that is worth remembering; a function of the event alone. */
    static boolean isContent(Event event) {
        return event.type() == EventType.CONTENT
                || (took(event) && ofTool(event).isPresent());
    }

    private static Optional<Map<String, String>> ofTool(Event event) {
        var action = event.type() == EventType.ACTION ? event.action() : null;
        var tool = action == null ? null : name(action);
        return tool == null || !looks(event.verb()) ? Optional.empty() : TOOLS.find(tool);
    }

    private static boolean looks(@Nullable Verb verb) {
        return verb != null && (verb.onlyReads() || verb == Verb.READ_SECRET);
    }

    /** The tool, and for a shell the operation too. */
    private static @Nullable String name(Action action) {
        if (action.tool() == null) {
            return action.operation();
        }
        return action.tool().startsWith("mcp__")
                ? action.tool()
                : action.tool() + " " + Objects.requireNonNullElse(action.operation(), "");
    }
}
