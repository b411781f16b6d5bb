package dev.recount.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scripted course of events: reference data first, then raw payloads, each with the door it goes through and the
 * moment it goes. Secrets stand in it as {@code ${name}} and are drawn anew for every run, so that none is ever written down.
 *
 * @param title what is played
 * @param secrets names of the secrets to draw
 * @param registry reference data to enter before the first step
 * @param steps in order of {@link Step#atMs()}
 */
public record Scenario(String title, List<String> secrets, List<Entry> registry, List<Step> steps) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public Scenario {
        secrets = List.copyOf(secrets);
        registry = List.copyOf(registry);
        steps = List.copyOf(steps);
    }

    /**
     * One registry entry.
     *
     * @param kind registry kind
     * @param id the entry's id; absent for a credential that is named by its secret
     * @param secret placeholder of the secret whose fingerprint is the id
     * @param body the declaration, JSON text
     */
    public record Entry(
            String kind, @Nullable String id, @Nullable String secret, String body) {}

    /**
     * One payload.
     *
     * @param atMs milliseconds since the scenario began
     * @param say what a narrator says, when anything
     * @param known false for synthetic filler
     * @param pointOfNoReturn whether the harm is done at this moment
     * @param door path below {@code /v1/ingest/}, or {@code events} for {@code /v1/events}
     * @param user the human the agent works for, when the door needs to be told
     * @param environments the task's environments, when the door needs to be told
     * @param verbs the task's verbs, when the door needs to be told
     * @param body the payload, JSON text with placeholders
     */
    public record Step(
            long atMs,
            @Nullable String say,
            boolean known,
            boolean pointOfNoReturn,
            String door,
            @Nullable String user,
            List<String> environments,
            List<String> verbs,
            String body) {}

    /** Reads a scenario from the class path, relative to {@code anchor}. */
    public static Scenario load(Class<?> anchor, String resource) {
        try (InputStream in = anchor.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no scenario " + resource + " beside " + anchor.getName());
            }
            return read(MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(JsonNode root) {
        var registry = new ArrayList<Entry>();
        for (var entry : root.path("registry")) {
            registry.add(new Entry(
                    entry.path("kind").asText(),
                    entry.path("id").textValue(),
                    entry.path("secret").textValue(),
                    entry.path("body").toString()));
        }
        var steps = new ArrayList<Step>();
        for (var step : root.path("steps")) {
            steps.add(new Step(
                    step.path("at_ms").asLong(),
                    step.path("say").textValue(),
                    step.path("known").asBoolean(true),
                    step.path("point_of_no_return").asBoolean(false),
                    step.path("door").asText(),
                    step.path("user").textValue(),
                    texts(step.path("task").path("environments")),
                    texts(step.path("task").path("verbs")),
                    step.path("body").toString()));
        }
        return new Scenario(root.path("title").asText(), texts(root.path("secrets")), registry, steps);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
