package dev.recount.codec;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Decides about fields that a record's shape does not have. Only those are asked about, so knowing more costs nothing. */
@FunctionalInterface
public interface UnknownFields {

    /** Nothing is taken: every unknown field is a problem. */
    UnknownFields REFUSED = (pointer, parser) -> false;

    /**
     * Takes a field, or leaves it to be a problem.
     *
     * @param pointer JSON pointer of the field
     * @param parser stands at the field's value; must stand at that value's end when the field is taken
     * @return whether it is taken
     * @throws UnreadableRecord when it is taken and wrong
     */
    boolean take(String pointer, JsonParser parser) throws IOException;
}
