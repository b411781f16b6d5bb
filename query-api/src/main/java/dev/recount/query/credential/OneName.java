package dev.recount.query.credential;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Calls each credential by one name throughout an answer: the one by which it came up first. Used by one thread. */
public final class OneName {

    private final CredentialNames names;
    private final Instant asOf;
    private final Map<String, Names> known = new HashMap<>();

    /** @param asOf what had been recorded by then says which names go together */
    public OneName(CredentialNames names, Instant asOf) {
        this.names = names;
        this.asOf = asOf;
    }

    /** All names of the credential {@code name}, the one that it is called by first. */
    public Names all(String name) {
        var found = known.get(name);
        if (found == null) {
            found = names.of(name, asOf);
            for (String one : found.all()) {
                known.putIfAbsent(one, found);
            }
        }
        return found;
    }

    /** What the credential {@code name} is called. */
    public String of(String name) {
        return all(name).asked();
    }
}
