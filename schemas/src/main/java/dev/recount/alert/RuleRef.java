package dev.recount.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule that spoke, as it was when it spoke.
 *
 * @param id the rule's id, such as {@code SEQ-01} or a UUID
 * @param title one line
 * @param level the rule's own level, before severity rules
 * @param author kept because rule licences ask for it
 * @param tags framework tags, with the framework's version
 * @param version digest of the rule's text
 */
public record RuleRef(
        String id,
        @Nullable String title,
        Level level,
        @Nullable String author,
        List<String> tags,
        @Nullable String version) {
    public RuleRef {
        tags = List.copyOf(tags);
    }
}
