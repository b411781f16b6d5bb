package dev.recount.evidence.erasure;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The persons whose keys are kept. */
public interface KeptPersons {

    /** Nobody is kept, because persons are not kept out of the log here. */
    KeptPersons NONE = new KeptPersons() {
        @Override
        public Optional<String> find(String named) {
            return Optional.empty();
        }

        @Override
        public Set<String> meant(String named) {
            return Set.of();
        }

        @Override
        public Optional<Instant> erasedAt(String pseudonym) {
            return Optional.empty();
        }

        @Override
        public String protect(String text) {
            return text;
        }

        @Override
        public String reveal(String text) {
            return text;
        }

        @Override
        public boolean erase(String pseudonym, Instant now) {
            return false;
        }
    };

    /** The pseudonym of whoever is named, by pseudonym or identity; empty when nobody of that name is kept. */
    Optional<String> find(String named);

    /**
     * The pseudonyms of all whom a name may mean: as {@link #find}, and whatever its case, with or without {@code user:} before
     * it. Empty when it can be none of those who are kept.
     */
    Set<String> meant(String named);

    /** When the person of a pseudonym was erased, if they were. */
    Optional<Instant> erasedAt(String pseudonym);

    /**
     * The text as the log would hold it: with a pseudonym for each person it names. Returns when all of them are on disk.
     *
     * @throws IOException when somebody may not be; the text must then not be kept
     */
    String protect(String text) throws IOException;

    /** The text with pseudonyms and sealed texts of those who are kept as they were. */
    String reveal(String text);

    /**
     * Destroys what is kept of a person, and returns when it is gone.
     *
     * @return false when nobody of that pseudonym is kept
     * @throws IOException when it may not be gone
     */
    boolean erase(String pseudonym, Instant now) throws IOException;
}
