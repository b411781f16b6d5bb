package dev.recount.streams.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.RecordJson;
import java.util.Map;

/**
 * Whose alerts: a rule and the fields its evidence shares.
 *
 * @param rule id of the alert rule
 * @param group by field name
 */
public record GroupKey(String rule, Map<String, String> group) {
    public GroupKey {
        group = Map.copyOf(group);
    }

    /** The rule's id, a space, and the group as canonical JSON; the record key of matches. */
    @Override
    public String toString() {
        return rule + " " + CanonicalJson.of(group).text();
    }

    /** The rule alone of what {@link #toString} wrote. */
    public static String ruleOf(String text) {
        return text.substring(0, text.indexOf(" {"));
    }

    /** Reads what {@link #toString} wrote. */
    public static GroupKey parse(String text) {
        int space = text.indexOf(" {");
        try {
            return new GroupKey(
                    text.substring(0, space),
                    RecordJson.MAPPER.readValue(
                            text.substring(space + 1), new TypeReference<Map<String, String>>() {}));
        } catch (JsonProcessingException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a group key: " + text, e);
        }
    }
}
