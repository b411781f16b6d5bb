package dev.recount.evidence.witness;

import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.verdict.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * The witnesses that somebody trusts, and how many of them must have cosigned.
 *
 * @param witnesses their keys
 * @param least 1 or more; 0 if there are no witnesses
 */
public record Quorum(List<VerifierKey> witnesses, int least) {

    /** Nobody. */
    public static final Quorum NONE = new Quorum(List.of(), 0);

    public Quorum {
        witnesses = List.copyOf(witnesses);
        if (witnesses.stream().map(VerifierKey::toString).distinct().count() < witnesses.size()) {
            throw new IllegalArgumentException("a witness is named twice (expected: each once, for it counts once)");
        }
        int fewest = Math.min(1, witnesses.size());
        if (least < fewest || least > witnesses.size()) {
            throw new IllegalArgumentException("a quorum of " + least + " (expected: " + fewest + ".."
                    + witnesses.size() + ", as many as there are witnesses)");
        }
    }

    /** What there is to say of the cosignatures under a checkpoint. */
    public List<Finding> findings(SignedNote checkpoint) {
        if (witnesses.isEmpty()) {
            return List.of(Finding.unknown(
                    "whether anybody else saw this history: give the keys of witnesses you trust with" + " --witness"));
        }
        var findings = new ArrayList<Finding>();
        int good = 0;
        for (VerifierKey witness : witnesses) {
            if (checkpoint.isSignedBy(witness)) {
                good++;
                findings.add(Finding.holds("checkpoint is cosigned by the witness " + witness.name()));
            } else if (!checkpoint.only(witness).signatures().isEmpty()) {
                findings.add(Finding.differs("the cosignature of the witness " + witness.name()
                        + " is not for this checkpoint, or was changed"));
            }
        }
        if (good < least) {
            findings.add(Finding.differs("checkpoint is cosigned by " + good + " of the witnesses (expected: " + least
                    + " of " + witnesses.size() + " at least)"));
        }
        return findings;
    }
}
