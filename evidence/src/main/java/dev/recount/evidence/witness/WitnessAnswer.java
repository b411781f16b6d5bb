package dev.recount.evidence.witness;

import dev.recount.evidence.note.SignedNote.NoteSignature;
import java.util.List;

/** What a witness says to a checkpoint. */
public sealed interface WitnessAnswer {

    /** The checkpoint continues the last one, which it now replaces. */
    record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
        public Cosigned {
            signatures = List.copyOf(signatures);
        }
    }

    /**
     * The witness has cosigned a checkpoint of another size than was thought, or of the same size with another root.
     *
     * @param size of the checkpoint it cosigned last; 0 for none
     */
    record OtherSize(long size) implements WitnessAnswer {}

    /** The witness does not cosign. */
    record Refused(Reason reason, String detail) implements WitnessAnswer {}

    /** Why a witness does not cosign. */
    enum Reason {
        /** What was sent is no request, or asks for the impossible. */
        MALFORMED,
        /** The log is not one that the witness watches. */
        UNKNOWN_LOG,
        /** No key that the witness trusts has signed. */
        NOT_SIGNED,
        /** The proof does not lead from the last checkpoint to this one. */
        NOT_CONSISTENT
    }
}
