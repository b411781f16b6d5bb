package dev.recount.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold; the entry's id is its name.
 *
 * @param persons who must not be erased; {@code *} stands for everybody
 * @param reason why
 */
public record HoldEntry(List<String> persons, @Nullable String reason) {
    public HoldEntry {
        persons = List.copyOf(persons);
    }
}
