package dev.recount.streams.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What somebody does all day and nobody should hear of: how it begins, and routines that come one after another, by chance.
 *
 * @param name whose work it is
 * @param file events, registry, {@code begin} and {@code routines}, in the terms of story files
 */
record Work(String name, JsonNode file) {

    private static final int ROUTINES_MAX = 12;
    private static final int PAUSE_SECONDS_MAX = 400;

    /** The kinds of work that a folder describes. */
    static List<Work> in(Path folder) throws IOException {
        List<Work> all = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                all.add(new Work(String.valueOf(file.getFileName()).replace(".yml", ""), StoryFile.tree(file)));
            }
        }
        return all;
    }

    /** A day of it; the same state of {@code random} makes the same day. */
    Story day(Random random) {
        List<JsonNode> items = new ArrayList<>();
        file.path("begin").forEach(items::add);
        int routines = 1 + random.nextInt(ROUTINES_MAX);
        var known = file.path("routines");
        for (int i = 0; i < routines; i++) {
            items.add(RecordJson.MAPPER
                    .getNodeFactory()
                    .textNode("wait " + (1 + random.nextInt(PAUSE_SECONDS_MAX)) + "s"));
            known.path(random.nextInt(known.size())).forEach(items::add);
        }
        List<Story.Step> steps = new ArrayList<>();
        for (JsonNode item : items) {
            for (Story.Step step : StoryFile.steps(file, item)) {
                steps.add(StoryFile.numbered(step, 1 + steps.size()));
            }
        }
        return new Story("", "a day of a " + name, StoryFile.registry(file, file), steps, Map.of(), null, Map.of());
    }
}
