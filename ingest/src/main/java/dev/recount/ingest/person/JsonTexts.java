package dev.recount.ingest.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import dev.recount.event.Json;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Rewrites every text value and every name of a member of free JSON. */
final class JsonTexts {

    private final UnaryOperator<String> texts;

    JsonTexts(UnaryOperator<String> texts) {
        this.texts = texts;
    }

    /**
     * The document rewritten, canonical.
     *
     * @throws IllegalArgumentException when it is no JSON; nobody can tell then whom it names
     */
    Json rewrite(Json document) {
        try {
            return CanonicalJson.of(rewritten(RecordJson.MAPPER.readTree(document.text())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("free JSON of an event is not JSON", e);
        }
    }

    private JsonNode rewritten(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(texts.apply(node.textValue()));
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(rewritten(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = JsonNodeFactory.instance.objectNode();
        for (var member : node.properties()) {
            object.set(free(texts.apply(member.getKey()), object::has), rewritten(member.getValue()));
        }
        return object;
    }

    /** The name, or the first of NAME#2, NAME#3, … that is not taken: two names of one person may be members of one object. */
    static String free(String name, Predicate<String> isTaken) {
        var free = name;
        for (int i = 2; isTaken.test(free); i++) {
            free = name + "#" + i;
        }
        return free;
    }
}
