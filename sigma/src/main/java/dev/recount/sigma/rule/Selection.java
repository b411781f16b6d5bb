package dev.recount.sigma.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands under one search identifier (specification, "Detection"). */
public sealed interface Selection {

    /** The same selection, written elsewhere. */
    Selection at(Location location);

    private static List<Selection> at(Location location, List<Selection> parts) {
        return parts.stream().map(part -> part.at(location)).toList();
    }

    /** A map: every part must hold. */
    record AllOf(List<Selection> parts) implements Selection {

        @Override
        public AllOf at(Location location) {
            return new AllOf(Selection.at(location, parts));
        }
    }

    /** A list: one part must hold. */
    record AnyOf(List<Selection> parts) implements Selection {

        @Override
        public AnyOf at(Location location) {
            return new AnyOf(Selection.at(location, parts));
        }
    }

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

        @Override
        public Item at(Location elsewhere) {
            return new Item(field, modifiers, values, single, elsewhere);
        }

        /** The item's key as the specification writes it, for messages: {@code field|modifier|modifier}. */
        public String key() {
            StringBuilder key = new StringBuilder(field == null ? "" : field);
            modifiers.forEach(modifier -> key.append('|').append(modifier.text()));
            return key.toString();
        }
    }
}
