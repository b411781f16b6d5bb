package dev.recount.evidence.note;

import java.util.Base64;
import java.util.List;

/**
 * A proof that stands alone, as {@code c2sp.org/tlog-proof@v1} writes it: where an entry is, its audit path and the
 * checkpoint it leads to.
 *
 * @param index of the leaf
 * @param path audit path, from the leaf's sibling upwards
 * @param checkpoint the signed note
 */
public record TlogProof(long index, List<byte[]> path, SignedNote checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";

    public TlogProof {
        path = List.copyOf(path);
    }

    /** The proof as a file. */
    public String text() {
        var text = new StringBuilder(HEADER).append("index ").append(index).append('\n');
        path.forEach(
                hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
