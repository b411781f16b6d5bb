package dev.recount.shape;

/**
 * One field of a shape.
 *
 * @param name in snake case, as in JSON, Avro and rules
 * @param kind what it holds
 * @param optional whether it may be absent; lists and maps are never absent but may be empty
 */
public record Field(String name, Kind kind, boolean optional) {

    /** Whether an absent value is legal on input: it is optional, or a list or map that is then empty. */
    public boolean mayBeMissing() {
        return optional || kind instanceof Kind.ListOf || kind instanceof Kind.TextMap;
    }
}
