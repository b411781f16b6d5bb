package dev.recount.sigma.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands under one search identifier (specification, "Detection"). */
public sealed interface Selection {

    /** A map: every part must hold. */
    record AllOf(List<Selection> parts) implements Selection {}

    /** A list: one part must hold. */
    record AnyOf(List<Selection> parts) implements Selection {}

    /**
     * A field with its modifiers and values, or keywords over the whole event.
     *
     * @param field null for keywords
     * @param modifiers in the order written
     * @param values one or more; a list in the rule unless {@code single}
     * @param single whether the rule gave one value and not a list
     */
    record Item(
            @Nullable String field,
            List<Modifier> modifiers,
            List<SigmaValue> values,
            boolean single,
            Location location)
            implements Selection {

        /** The item's key as the specification writes it, for messages: {@code field|modifier|modifier}. */
        public String key() {
            StringBuilder key = new StringBuilder(field == null ? "" : field);
            modifiers.forEach(modifier -> key.append('|').append(modifier.text()));
            return key.toString();
        }
    }
}
