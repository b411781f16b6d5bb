package dev.recount.evidence.witness;

import dev.recount.evidence.merkle.Consistency;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.witness.WitnessAnswer.Cosigned;
import dev.recount.evidence.witness.WitnessAnswer.OtherSize;
import dev.recount.evidence.witness.WitnessAnswer.Reason;
import dev.recount.evidence.witness.WitnessAnswer.Refused;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * A witness. It cosigns a checkpoint only after it is on its disk, and only if it continues the last one; one request at a
 * time, so that no older checkpoint can take a newer one's place.
 */
public final class Witness {

    private final WatchedLogs logs;
    private final SigningKey key;
    private final Clock clock;

    public Witness(WatchedLogs logs, SigningKey key, Clock clock) {
        this.logs = logs;
        this.key = key;
        this.clock = clock;
    }

    /** The key that verifies its cosignatures. */
    public VerifierKey verifier() {
        return key.cosigner();
    }

    /**
     * Judges a checkpoint, in the order that the specification gives.
     *
     * @throws IOException when it could not be kept, so that it must not be cosigned
     */
    public synchronized WitnessAnswer add(AddCheckpoint request) throws IOException {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(request.note().text());
        } catch (MalformedNote e) {
            return new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        if (!logs.watches(checkpoint.origin())) {
            return new Refused(Reason.UNKNOWN_LOG, "this witness does not watch " + checkpoint.origin());
        }
        if (!logs.isSigned(request.note(), checkpoint.origin())) {
            return new Refused(
                    Reason.NOT_SIGNED, "no key of " + checkpoint.origin() + " that is known here has signed");
        }
        if (request.oldSize() > checkpoint.size()) {
            return new Refused(Reason.MALFORMED, "the old size is larger than that of the checkpoint");
        }
        return judge(request, checkpoint);
    }

    private WitnessAnswer judge(AddCheckpoint request, Checkpoint checkpoint) throws IOException {
        var last = logs.last(checkpoint.origin())
                .orElseGet(() -> new Checkpoint(checkpoint.origin(), 0, MerkleHash.empty()));
        if (request.oldSize() != last.size()
                || (checkpoint.size() == last.size() && !Arrays.equals(checkpoint.root(), last.root()))) {
            return new OtherSize(last.size());
        }
        if (!isConsistent(last, checkpoint, request.proof())) {
            return new Refused(
                    Reason.NOT_CONSISTENT,
                    "the proof does not lead from " + last.size() + " to " + checkpoint.size() + " leaves");
        }
        logs.keep(request.note(), checkpoint);
        return new Cosigned(List.of(key.cosign(request.note(), clock.instant())));
    }

    private static boolean isConsistent(Checkpoint last, Checkpoint next, List<byte[]> proof) {
        return last.size() == 0
                ? proof.isEmpty()
                : Consistency.verify(last.size(), last.root(), next.size(), next.root(), proof);
    }
}
