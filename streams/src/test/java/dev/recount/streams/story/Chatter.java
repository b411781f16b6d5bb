package dev.recount.streams.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The reading, editing and testing that an agent does between the steps of a story. */
final class Chatter {

    private static final double OFTEN = 0.5;
    private static final int AT_ONCE_MAX = 4;

    private Chatter() {}

    /**
     * The same story with chatter in the sessions of its events; of a story that its source tells nothing is changed, because the
     * numbers of a session's events would then come from two sides.
     */
    static Story amid(Story story, Random random) {
        if (story.isRaw()) {
            return story;
        }
        List<Story.Step> steps = new ArrayList<>();
        for (Story.Step step : story.steps()) {
            if (step.template().path("session").has("id") && random.nextDouble() < OFTEN) {
                for (int i = 1 + random.nextInt(AT_ONCE_MAX); i > 0; i--) {
                    steps.add(new Story.Step("chatter", chatter(step.template(), random), 0));
                }
            }
            steps.add(step);
        }
        return story.playing(steps);
    }

    private static ObjectNode chatter(ObjectNode template, Random random) {
        var event = RecordJson.MAPPER.createObjectNode();
        for (String who : List.of("session", "actor", "sensor")) {
            if (template.has(who)) {
                event.set(who, template.get(who).deepCopy());
            }
        }
        var action = event.putObject("action");
        switch (random.nextInt(3)) {
            case 0 -> action.put("verb", "execute").put("operation", "npm test");
            case 1 -> file(event, action.put("verb", "modify").put("operation", "Edit"), random);
            default -> file(event, action.put("verb", "read").put("operation", "Read"), random);
        }
        return event;
    }

    private static void file(ObjectNode event, ObjectNode action, Random random) {
        action.put("tool", action.path("operation").asText());
        event.putObject("resource")
                .put("id", "file:/repo/src/module" + random.nextInt(50) + ".ts")
                .put("kind", "file");
    }
}
