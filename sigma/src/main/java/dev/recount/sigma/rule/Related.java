package dev.recount.sigma.rule;

/**
 * A link to another rule (specification, "related").
 *
 * @param id the other rule's id
 * @param type what the other rule is to this one
 */
public record Related(String id, Type type) {

    /** The relations the specification names. */
    public enum Type {
        DERIVED,
        OBSOLETE,
        MERGED,
        RENAMED,
        SIMILAR
    }
}
