package dev.recount.ingest.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object or array on the way of a walk, and how far the walk has come in it. */
final class JsonPlace {
    private static final List<String> NAME_FIELDS = List.of("name", "key", "header", "Name", "Key", "variable");

    /** The field of a Secret whose values are secrets under any key; {@code data} is the same in base64. */
    private static final String KUBERNETES_SECRET = "stringData";

    /** What stands beside a lexer's or a language model's token, which is a term of a text. */
    private static final List<String> TERM_FIELDS = List.of("logprob", "start_offset");

    final JsonNode container;

    /** Where a copy is built; {@code null} on a walk that only looks. */
    final @Nullable JsonNode copy;

    /** The name that this container stands under, itself or through the arrays around it. */
    final @Nullable String inheritedName;

    /** What the elements of an array hold when they are read together, by index. */
    Map<Integer, List<Finding>> together = Map.of();

    String key = "";
    String shownKey = "";
    int index = -1;
    private @Nullable String previousText;
    private final @Nullable Iterator<Map.Entry<String, JsonNode>> fields;
    private final Iterator<JsonNode> elements;

    JsonPlace(JsonNode container, @Nullable String inheritedName, boolean copying) {
        this.container = container;
        this.inheritedName = inheritedName;
        this.fields = container.isObject() ? container.properties().iterator() : null;
        this.elements = container.elements();
        this.copy = !copying ? null : emptyLike(container);
    }

    private static JsonNode emptyLike(JsonNode container) {
        return container.isObject() ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
    }

    /** The next child, or {@code null} at the end. */
    @Nullable
    JsonNode next() {
        if (fields != null) {
            if (!fields.hasNext()) {
                return null;
            }
            Map.Entry<String, JsonNode> field = fields.next();
            key = field.getKey();
            shownKey = key;
            return field.getValue();
        }
        if (!elements.hasNext()) {
            return null;
        }
        index++;
        return elements.next();
    }

    /** The name that the current child stands under, or {@code null}. */
    @Nullable
    String nameOfChild() {
        if (fields == null) {
            return previousText == null ? inheritedName : previousText;
        }
        if (KUBERNETES_SECRET.equals(inheritedName)) {
            return KUBERNETES_SECRET;
        }
        if (isKubernetesSecret()) {
            return KUBERNETES_SECRET;
        }
        if (key.equals("secret") && "credential".equals(inheritedName)) {
            return SecretName.CREDENTIAL_SECRET;
        }
        if (NamedValue.isValueField(key)) {
            for (String field : NAME_FIELDS) {
                JsonNode name = container.get(field);
                if (name != null && name.isTextual() && !field.equals(key)) {
                    return name.textValue();
                }
            }
            return inheritedName == null ? key : inheritedName;
        }
        return key.equals("token") && TERM_FIELDS.stream().anyMatch(container::has) ? null : key;
    }

    private boolean isKubernetesSecret() {
        return (key.equals("data") || key.equals(KUBERNETES_SECRET))
                && container.path("kind").asText().equals("Secret");
    }

    /** In an array, an option or a header's name tells of the element after it. */
    void passed(JsonNode child, boolean tells) {
        previousText = fields == null && tells ? child.textValue() : null;
    }

    void put(JsonNode child) {
        if (copy instanceof ObjectNode object) {
            object.set(shownKey, child);
        } else if (copy instanceof ArrayNode array) {
            array.add(child);
        }
    }

    String segment() {
        return fields == null ? Integer.toString(index) : shownKey;
    }
}
