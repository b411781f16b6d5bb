package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Task;
import dev.recount.event.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a harness does not say about its session, and the installation of the hook can: for whom the agent works and what
 * its task is. Given as headers ({@code X-Recount-Task-Environments: staging}), as query parameters
 * ({@code task_environments=staging}), or in the payload ({@code "recount": {"task_environments": ["staging"]}}); the
 * payload wins over headers, and headers over parameters. Names: {@code actor}, {@code on_behalf_of}, {@code task_ref},
 * {@code task_environments}, {@code task_verbs}, {@code task_resources}, {@code task_purpose}. Lists are comma-separated.
 *
 * @param actor the agent's id instead of {@code agent:<harness>}
 * @param onBehalfOf the human or service that answers for it
 * @param task what the session was asked to do
 */
public record SessionContext(
        @Nullable String actor,
        @Nullable String onBehalfOf,
        @Nullable Task task) {

    /** Every name that a value may be given under. */
    public static final List<String> NAMES = List.of(
            "actor", "on_behalf_of", "task_ref", "task_environments", "task_verbs", "task_resources", "task_purpose");

    /** Nothing known. */
    public static final SessionContext NONE = new SessionContext(null, null, null);

    /** The context whose values {@code named} finds by name; unknown verbs are left out. */
    public static SessionContext of(Function<String, @Nullable String> named) {
        var environments = list(named.apply("task_environments"));
        var verbs = verbs(list(named.apply("task_verbs")));
        var resources = list(named.apply("task_resources"));
        var ref = named.apply("task_ref");
        var purpose = named.apply("task_purpose");
        boolean stated =
                !environments.isEmpty() || !verbs.isEmpty() || !resources.isEmpty() || ref != null || purpose != null;
        var task = stated ? new Task(ref, environments, verbs, resources, purpose) : null;
        return new SessionContext(named.apply("actor"), named.apply("on_behalf_of"), task);
    }

    /** This context with what the {@code recount} object of a payload says instead. */
    SessionContext overriddenBy(JsonNode payload) {
        var said = payload.path("recount");
        if (!said.isObject()) {
            return this;
        }
        var own = of(name -> text(said.path(name)));
        return new SessionContext(
                own.actor == null ? actor : own.actor,
                own.onBehalfOf == null ? onBehalfOf : own.onBehalfOf,
                own.task == null ? task : own.task);
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isArray()) {
            var texts = new ArrayList<String>();
            value.forEach(element -> texts.add(element.asText()));
            return String.join(",", texts);
        }
        return value.isTextual() ? value.textValue() : null;
    }

    private static List<String> list(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static List<Verb> verbs(List<String> words) {
        var upper = words.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
        return Arrays.stream(Verb.values())
                .filter(verb -> upper.contains(verb.name()))
                .toList();
    }
}
