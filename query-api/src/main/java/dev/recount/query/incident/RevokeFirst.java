package dev.recount.query.incident;

import dev.recount.event.Credential;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which credentials of an incident to revoke first: those still live before those that are not, and then the worst. */
public final class RevokeFirst {

    private static final Comparator<CredentialLife> WORST_FIRST = Comparator.<CredentialLife, Boolean>comparing(
                    life -> life.state() == CredentialLife.State.REVOKED)
            .thenComparing(life -> -life.destructiveActions().size())
            .thenComparing(life -> !life.wasFound())
            .thenComparing(life -> -life.minted().size())
            .thenComparing(life -> -life.used().size())
            .thenComparing(CredentialLife::key);

    private final CredentialHistory history;

    public RevokeFirst(CredentialHistory history) {
        this.history = history;
    }

    /**
     * The lives of the credentials named in an incident and in its events, worst first.
     *
     * @param named credentials that the incident names
     * @param events the incident's events
     * @param range what each did in this time counts
     */
    public List<CredentialLife> of(
            Collection<String> named, List<RecordedEvent> events, TimeRange range, Instant asOf) {
        var lives = new ArrayList<CredentialLife>();
        var seen = new HashSet<String>();
        for (String key : keys(named, events)) {
            if (!seen.contains(key)) {
                var life = history.of(key, range, asOf);
                seen.addAll(life.names().all());
                lives.add(life);
            }
        }
        lives.sort(WORST_FIRST);
        return lives;
    }

    /** Names of them all, some by several; fingerprints first, which a credential is rather called by. */
    private static Set<String> keys(Collection<String> named, List<RecordedEvent> events) {
        var credentials = events.stream()
                .map(event -> event.event().credential())
                .filter(Objects::nonNull)
                .toList();
        var keys = new LinkedHashSet<String>();
        credentials.stream()
                .map(Credential::fingerprint)
                .filter(Objects::nonNull)
                .forEach(keys::add);
        keys.addAll(named);
        credentials.stream().map(Credential::key).filter(Objects::nonNull).forEach(keys::add);
        return keys;
    }

    /** Why a credential stands where it stands, in words for a woken human. */
    public static List<String> reasons(CredentialLife life) {
        var reasons = new ArrayList<String>();
        if (life.state() == CredentialLife.State.REVOKED) {
            reasons.add("already revoked");
        }
        if (!life.destructiveActions().isEmpty()) {
            reasons.add("used for " + life.destructiveActions().size() + " destructive or irreversible action(s)");
        }
        if (life.wasFound()) {
            reasons.add("found, not handed out");
        }
        if (!life.minted().isEmpty()) {
            reasons.add("other credentials were issued with it");
        }
        if (life.used().isEmpty()) {
            reasons.add("held, not seen used");
        }
        return reasons;
    }
}
