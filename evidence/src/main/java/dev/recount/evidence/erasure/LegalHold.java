package dev.recount.evidence.erasure;

import java.util.List;

/**
 * An order to keep what is there.
 *
 * @param name by which it was entered
 * @param persons pseudonyms or identities; {@code *} stands for everybody
 * @param reason why; may be empty
 */
public record LegalHold(String name, List<String> persons, String reason) {

    private static final String EVERYBODY = "*";

    public LegalHold {
        persons = List.copyOf(persons);
    }

    /**
     * Whether it keeps a person from being erased.
     *
     * @param kept knows who is meant by what the hold calls them
     */
    public boolean holds(String pseudonym, KeptPersons kept) {
        return persons.stream()
                .anyMatch(name -> name.equals(EVERYBODY)
                        || name.equals(pseudonym)
                        || kept.meant(name).contains(pseudonym));
    }

    /** What it calls persons by which nobody is kept or was erased: whom it means by that cannot be told. */
    public List<String> unknown(KeptPersons kept) {
        return persons.stream()
                .filter(name -> !name.equals(EVERYBODY)
                        && kept.meant(name).isEmpty()
                        && kept.erasedAt(name).isEmpty())
                .toList();
    }
}
