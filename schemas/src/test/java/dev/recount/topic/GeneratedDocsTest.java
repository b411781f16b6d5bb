package dev.recount.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.event.Word;
import dev.recount.shape.Field;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pages that are made from the code, so that they cannot go stale. {@code -Drecount.docs=write} writes them anew. */
class GeneratedDocsTest {

    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void the_page_of_topics_says_what_the_code_says() throws IOException {
        var page = new StringBuilder("# Topics\n\nMade from `dev.recount.topic.Topics`; do not edit.\n\n"
                + "| topic | key | holds | partitions | configuration |\n|---|---|---|---|---|\n");
        for (Topic topic : Topics.ALL) {
            var config = new TreeMap<>(topic.config())
                    .entrySet().stream().map(e -> "`" + e + "`").collect(Collectors.joining(", "));
            page.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            topic.name(),
                            topic.key(),
                            topic.holds(),
                            topic.partitions() == 0 ? "as installed" : topic.partitions(),
                            config));
        }
        check("TOPICS.md", page);
    }

    @Test
    void the_page_of_events_says_what_the_code_says() throws IOException {
        var page = new StringBuilder(
                "# Events\n\nMade from `dev.recount.event`, whose Javadoc says what each word and field means; do not edit.\n\n"
                        + "## Types and phases\n\n| type | phases |\n|---|---|\n");
        for (EventType type : EventType.values()) {
            page.append("| `%s` | %s |\n"
                    .formatted(type.wire(), words(Phase.of(type).toArray(Word[]::new))));
        }
        page.append("\n## Verbs\n\n").append(words(Verb.values())).append("\n\n## Fields\n\n");
        page.append("| field | holds |\n|---|---|\n");
        fields(Shape.of(Event.class), "", page);
        check("EVENTS.md", page);
    }

    private static void fields(Shape<?> shape, String prefix, StringBuilder page) {
        for (Field field : shape.fields()) {
            if (field.kind() instanceof Kind.Nested nested) {
                fields(nested.shape(), prefix + field.name() + ".", page);
            } else {
                page.append("| `%s%s` | %s |\n".formatted(prefix, field.name(), holds(field.kind())));
            }
        }
    }

    private static String holds(Kind kind) {
        if (kind instanceof Kind.Choice choice) {
            return words(choice.words().values().toArray(Word[]::new));
        }
        if (kind instanceof Kind.ListOf list) {
            return "list of " + holds(list.element());
        }
        if (kind instanceof Kind.Time) {
            return "RFC 3339 time, microseconds";
        }
        if (kind instanceof Kind.FreeJson) {
            return "any JSON";
        }
        if (kind instanceof Kind.TextMap) {
            return "text by name";
        }
        return kind instanceof Kind.Whole ? "integer" : kind instanceof Kind.Flag ? "true or false" : "text";
    }

    private static String words(Word[] words) {
        return Arrays.stream(words).map(word -> "`" + word.wire() + "`").collect(Collectors.joining(" "));
    }

    private static void check(String name, CharSequence page) throws IOException {
        var file = DOCS.resolve(name);
        if ("write".equals(System.getProperty("recount.docs"))) {
            Files.writeString(file, page);
        }
        assertThat(file).as("run with -Drecount.docs=write to make it anew").hasContent(page.toString());
    }
}
