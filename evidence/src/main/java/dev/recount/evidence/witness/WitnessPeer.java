package dev.recount.evidence.witness;

import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.SignedNote.NoteSignature;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.witness.WitnessAnswer.Cosigned;
import dev.recount.evidence.witness.WitnessAnswer.OtherSize;
import dev.recount.evidence.witness.WitnessAnswer.Refused;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A witness as the log sees it: what it is asked next, and what became of it. One thread asks. */
final class WitnessPeer {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessPeer.class);

    private final VerifierKey key;
    private final WitnessDoor door;
    private final VerifierKey log;
    private final Clock clock;
    private long known;
    private volatile WitnessState state;

    /** @param log the key that has signed the checkpoints */
    WitnessPeer(VerifierKey key, String address, WitnessDoor door, VerifierKey log, Clock clock) {
        this.key = key;
        this.door = door;
        this.log = log;
        this.clock = clock;
        this.state = WitnessState.unasked(key.name(), address);
    }

    WitnessState state() {
        return state;
    }

    /** Its cosignatures under the checkpoint; none if it does not give any, for which the state has the reason. */
    List<NoteSignature> cosign(SealedLog sealed) throws InterruptedException {
        try {
            var answer = ask(sealed);
            if (answer instanceof OtherSize other && other.size() != known && other.size() <= sealed.size()) {
                known = other.size();
                answer = ask(sealed);
            }
            return taken(sealed, answer);
        } catch (IOException | MalformedNote e) {
            state = state.silent(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private WitnessAnswer ask(SealedLog sealed) throws IOException, InterruptedException {
        long old = Math.min(known, sealed.size());
        List<byte[]> proof = old == 0 ? List.of() : sealed.consistency(old, sealed.size());
        return door.ask(new AddCheckpoint(old, proof, sealed.note().only(log)));
    }

    private List<NoteSignature> taken(SealedLog sealed, WitnessAnswer answer) {
        if (answer instanceof Cosigned cosigned) {
            var own = new SignedNote(sealed.note().text(), cosigned.signatures()).only(key);
            if (own.isSignedBy(key)) {
                known = sealed.size();
                state = state.cosigned(known, clock.instant());
                return own.signatures();
            }
            refused("its cosignature is not by the key that is set for it");
        } else if (answer instanceof OtherSize other) {
            refused("it has cosigned another history: a checkpoint of " + other.size() + " leaves, which this log of "
                    + sealed.size() + " does not continue");
        } else if (answer instanceof Refused refused) {
            refused(refused.detail());
        }
        return List.of();
    }

    private void refused(String reason) {
        if (!state.refuses()) {
            LOG.error("a witness refuses to cosign: witness={} reason={}", key.name(), reason);
        }
        state = state.refused(reason);
    }
}
