package dev.recount.streams.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an infrastructure plan knows the world it is made for: a plan to create what exists has lost its state. */
final class PlanFacts {

    private static final Set<String> TOOLS = Set.of("terraform", "tofu", "pulumi");
    private static final Pattern CREATED = Pattern.compile("# (\\S+) will be created");
    private static final int TEXT_MAX = 1 << 16;

    private PlanFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        var operation = Effect.operation(event);
        if (operation == null || !isPlanning(event)) {
            return;
        }
        facts.put(FactName.PLAN_STACK, stack(event));
        if (!operation.contains(" plan") && !operation.contains(" preview")) {
            return;
        }
        List<String> existing = new ArrayList<>();
        for (String id : created(event)) {
            scene.footprint().resource(id);
            if (existedBefore(scene, id, scene.at())) {
                existing.add(id);
            }
        }
        facts.put(FactName.PLAN_CREATES_EXISTING, existing);
    }

    /** Whether a tool that plans infrastructure is at work. */
    static boolean isPlanning(Event event) {
        var operation = Effect.operation(event);
        int space = operation == null ? -1 : operation.indexOf(' ');
        return operation != null && TOOLS.contains(space < 0 ? operation : operation.substring(0, space));
    }

    private static boolean existedBefore(Scene scene, String id, Instant at) {
        return scene.book()
                .resource(id, at)
                .filter(entry -> entry.id().equals(id))
                .isPresent();
    }

    /** What the plan is about: the stack it names, else the folder of whoever made it, for others have folders of that name too. */
    private static @Nullable String stack(Event event) {
        var folder = event.labels().get("cwd");
        return event.resourceId() != null || folder == null ? event.resourceId() : folder + " of " + owner(event);
    }

    private static @Nullable String owner(Event event) {
        var actor = event.actor();
        return actor == null || actor.onBehalfOf() == null ? event.actorId() : actor.onBehalfOf();
    }

    /** Ids that a plan would create: those its arguments list, and those that Terraform's own text announces. */
    private static List<String> created(Event event) {
        List<String> ids = new ArrayList<>();
        if (event.action() != null) {
            tree(event.action().arguments()).path("creates").forEach(id -> ids.add(id.asText()));
        }
        if (event.source() != null) {
            var output = tree(event.source().record())
                    .path("tool_response")
                    .path("stdout")
                    .asText();
            var matcher = CREATED.matcher(output.substring(0, Math.min(output.length(), TEXT_MAX)));
            while (matcher.find()) {
                ids.add("terraform:" + matcher.group(1));
            }
        }
        return ids;
    }

    private static JsonNode tree(@Nullable Json json) {
        try {
            return json == null ? RecordJson.MAPPER.createObjectNode() : RecordJson.MAPPER.readTree(json.text());
        } catch (JsonProcessingException notJson) {
            return RecordJson.MAPPER.createObjectNode();
        }
    }
}
