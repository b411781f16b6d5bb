package dev.recount.sigma.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The descriptive attributes of a document (specification, "Components"). Absent attributes are null or empty.
 *
 * @param title at most 256 characters
 * @param id a UUID; recommended, not mandatory
 * @param name the reference name other documents may use
 * @param date YYYY-MM-DD
 * @param modified YYYY-MM-DD
 * @param custom every top-level attribute the specification does not define, as plain Java values
 *     (String, Number, Boolean, null, List, Map)
 */
public record RuleMetadata(
        String title,
        @Nullable String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable Status status,
        @Nullable Level level,
        @Nullable String author,
        @Nullable String license,
        @Nullable String date,
        @Nullable String modified,
        @Nullable String taxonomy,
        List<String> references,
        List<String> tags,
        List<String> falsePositives,
        List<String> fields,
        List<String> scope,
        List<Related> related,
        Map<String, @Nullable Object> custom) {

    /** How the document is called in results: its id, else its name, else its title. */
    public String key() {
        if (id != null) {
            return id;
        }
        return name != null ? name : title;
    }

    /** Whether a correlation or filter can mean this document at all: it has an id or a name. */
    public boolean isReferable() {
        return id != null || name != null;
    }

    /** The same at another level. */
    public RuleMetadata at(Level other) {
        return new RuleMetadata(
                title,
                id,
                name,
                description,
                status,
                other,
                author,
                license,
                date,
                modified,
                taxonomy,
                references,
                tags,
                falsePositives,
                fields,
                scope,
                related,
                custom);
    }

    /** Whether a correlation or filter that says {@code reference} means this document. */
    public boolean answersTo(String reference) {
        return reference.equals(name) || reference.equalsIgnoreCase(id);
    }
}
