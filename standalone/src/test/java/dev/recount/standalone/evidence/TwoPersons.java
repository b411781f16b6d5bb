package dev.recount.standalone.evidence;

import dev.recount.evidence.erasure.KeptPersons;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Two persons, of whom one is held. */
final class TwoPersons implements KeptPersons {
    static final String DANA = "person:" + "0".repeat(32);
    static final String HELD = "person:" + "1".repeat(32);

    private Optional<Instant> erasedAt = Optional.empty();

    @Override
    public Optional<String> find(String named) {
        if (named.equals("arn:held")) {
            return Optional.of(HELD);
        }
        boolean kept = named.equals(HELD) || (named.equals(DANA) && erasedAt.isEmpty());
        return kept ? Optional.of(named) : Optional.empty();
    }

    @Override
    public Set<String> meant(String named) {
        return find(named).stream().collect(Collectors.toSet());
    }

    @Override
    public Optional<Instant> erasedAt(String pseudonym) {
        return pseudonym.equals(DANA) ? erasedAt : Optional.empty();
    }

    @Override
    public String protect(String text) {
        return text.replace("user:dana", DANA);
    }

    @Override
    public String reveal(String text) {
        return text.replace(DANA, "user:dana");
    }

    @Override
    public boolean erase(String pseudonym, Instant now) {
        erasedAt = Optional.of(now);
        return true;
    }
}
