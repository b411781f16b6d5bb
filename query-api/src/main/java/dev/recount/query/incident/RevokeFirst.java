package dev.recount.query.incident;

import dev.recount.query.event.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** Which credentials of an incident to revoke first: those still live before those that are not, and then the worst. */
public final class RevokeFirst {

    private static final int CREDENTIALS_MAX = 200;

    /** All lives are in memory together, so each may be as long as there are few. */
    private static final int EVENTS_IN_ALL = 20_000;

    private static final int EVENTS_MIN = 100;

    private static final Comparator<CredentialLife> WORST_FIRST = Comparator.<CredentialLife, Boolean>comparing(
                    life -> life.state() == CredentialLife.State.REVOKED)
            .thenComparing(life -> -life.destructiveActions().size())
            .thenComparing(life -> !life.wasFound())
            .thenComparing(life -> -life.tally().minted())
            .thenComparing(life -> -life.tally().used())
            .thenComparing(CredentialLife::key);

    private final CredentialHistory history;

    public RevokeFirst(CredentialHistory history) {
        this.history = history;
    }

    /**
     * Lives, worst first.
     *
     * @param isCut whether there are more credentials
     */
    public record Order(List<CredentialLife> lives, boolean isCut) {}

    /**
     * The lives of credentials, worst first: of {@value #CREDENTIALS_MAX} at most, and of each some events at most.
     *
     * @param names of each credential any of its names, or several; it is called by the first
     * @param range what each did in this time counts
     */
    public Order of(Collection<String> names, TimeRange range, Instant asOf) {
        var lives = new ArrayList<CredentialLife>();
        var seen = new HashSet<String>();
        int each = Math.max(EVENTS_MIN, EVENTS_IN_ALL / Math.max(1, names.size()));
        for (String name : names) {
            if (seen.contains(name)) {
                continue;
            }
            if (lives.size() == CREDENTIALS_MAX) {
                return new Order(sorted(lives), true);
            }
            var life = history.of(name, range, asOf, each);
            seen.addAll(life.names().all());
            lives.add(life);
        }
        return new Order(sorted(lives), false);
    }

    private static List<CredentialLife> sorted(List<CredentialLife> lives) {
        return lives.stream().sorted(WORST_FIRST).toList();
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
