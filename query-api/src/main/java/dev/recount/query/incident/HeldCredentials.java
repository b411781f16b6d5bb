package dev.recount.query.incident;

import dev.recount.query.event.RecordedEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Gathers which credentials events name, without keeping the events. */
public final class HeldCredentials {

    private final Set<String> fingerprints = new LinkedHashSet<>();
    private final Set<String> others;

    /** @param named credentials that are known to be among them */
    public HeldCredentials(Collection<String> named) {
        this.others = new LinkedHashSet<>(named);
    }

    public void addAll(Collection<RecordedEvent> events) {
        events.forEach(this::add);
    }

    private void add(RecordedEvent event) {
        var credential = event.event().credential();
        if (credential == null) {
            return;
        }
        if (credential.fingerprint() != null) {
            fingerprints.add(credential.fingerprint());
        } else if (credential.providerId() != null) {
            others.add(credential.providerId());
        }
    }

    /** Names of them all, of some several; fingerprints first, which a credential is rather called by. */
    public Set<String> names() {
        var names = new LinkedHashSet<>(fingerprints);
        names.addAll(others);
        return names;
    }
}
