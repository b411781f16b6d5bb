package dev.recount.evidence.erasure;

import java.util.List;

/**
 * An order to keep what is there.
 *
 * @param name by which it was entered
 * @param persons pseudonyms; {@code *} stands for everybody
 * @param reason why; may be empty
 */
public record LegalHold(String name, List<String> persons, String reason) {

    public LegalHold {
        persons = List.copyOf(persons);
    }

    /** Whether it keeps a person from being erased. */
    public boolean holds(String pseudonym) {
        return persons.contains("*") || persons.contains(pseudonym);
    }
}
