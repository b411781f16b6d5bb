package dev.recount.shape;

import dev.recount.event.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field holds. A closed list: whoever interprets shapes handles all of these and nothing else. */
public sealed interface Kind {

    /** {@link String}. */
    record Text() implements Kind {}

    /** {@code long} or {@link Long}. */
    record Whole() implements Kind {}

    /** {@code boolean} or {@link Boolean}. */
    record Flag() implements Kind {}

    /** {@link java.time.Instant} with microsecond precision. */
    record Time() implements Kind {}

    /** {@link dev.recount.event.Json}: any JSON value. */
    record FreeJson() implements Kind {}

    /**
     * A {@link Word} of a closed list, by its wire form.
     *
     * @param words in declaration order
     * @param wires the wire forms, in the same order
     */
    record Choice(Map<String, Word> words, List<String> wires) implements Kind {

        static Choice of(Class<?> enumType) {
            var words = new LinkedHashMap<String, Word>();
            for (Object constant : enumType.getEnumConstants()) {
                var word = (Word) constant;
                words.put(word.wire(), word);
            }
            return new Choice(words, List.copyOf(words.keySet()));
        }

        /** The word written as {@code wire}, or null when the list has no such word. */
        public @Nullable Word word(String wire) {
            return words.get(wire);
        }

        /** The wire form of a word of the list, without making it anew. */
        @SuppressWarnings(
                "EnumOrdinal") // Both lists are made from the enum's constants in their order, on every start.
        public String wire(Object word) {
            return wires.get(((Enum<?>) word).ordinal());
        }
    }

    /** A {@link java.util.List}, never null. */
    record ListOf(Kind element) implements Kind {}

    /** A {@link java.util.Map} from text to text, never null. */
    record TextMap() implements Kind {}

    /** Another record. */
    record Nested(Shape<?> shape) implements Kind {}
}
