package dev.recount.codec;

import java.util.Arrays;

/** Where in a document a walk is. Kept for messages only, so going a step must cost next to nothing. */
public final class FieldPath {

    private String[] steps = new String[16];
    private int depth;

    /** Goes down to a field or element. */
    public void enter(String step) {
        if (depth == steps.length) {
            steps = Arrays.copyOf(steps, 2 * depth);
        }
        steps[depth++] = step;
    }

    /** Goes back up. */
    public void leave() {
        depth--;
    }

    /** The place as a JSON pointer (RFC 6901). */
    public String pointer() {
        var pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            pointer.append('/').append(steps[i].replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
