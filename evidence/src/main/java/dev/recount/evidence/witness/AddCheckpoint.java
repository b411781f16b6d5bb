package dev.recount.evidence.witness;

import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a log asks of a witness.
 *
 * @param oldSize of the checkpoint that the witness cosigned last, as far as the log knows; 0 for none
 * @param proof that the log of {@code oldSize} leaves is the beginning of the one of the checkpoint
 * @param note the signed checkpoint
 * @see <a href="https://c2sp.org/tlog-witness">c2sp.org/tlog-witness</a>
 */
public record AddCheckpoint(long oldSize, List<byte[]> proof, SignedNote note) {

    private static final int PROOF_MAX = 63;
    private static final String OLD = "old ";

    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    /**
     * Reads the body of a request.
     *
     * @throws MalformedNote when it is none
     */
    public static AddCheckpoint parse(String body) {
        int end = body.indexOf("\n\n");
        var lines = body.substring(0, Math.max(end, 0)).split("\n", -1);
        if (!lines[0].matches(OLD + "(0|[1-9][0-9]{0,17})") || lines.length > 1 + PROOF_MAX) {
            throw new MalformedNote(
                    "expected: the line old SIZE, at most " + PROOF_MAX + " hashes, an empty line, a checkpoint");
        }
        var proof = new ArrayList<byte[]>();
        for (String line : List.of(lines).subList(1, lines.length)) {
            proof.add(hash(line));
        }
        return new AddCheckpoint(
                Long.parseLong(lines[0].substring(OLD.length())), proof, SignedNote.parse(body.substring(end + 2)));
    }

    private static byte[] hash(String line) {
        try {
            byte[] hash = Base64.getDecoder().decode(line);
            if (hash.length == MerkleHash.BYTES) {
                return hash;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedNote("not the hash of a proof: " + line);
        }
        throw new MalformedNote("not the hash of a proof: " + line);
    }

    /** The body of the request. */
    public String text() {
        var hashes = proof.stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash) + "\n")
                .collect(Collectors.joining());
        return OLD + oldSize + "\n" + hashes + "\n" + note;
    }
}
