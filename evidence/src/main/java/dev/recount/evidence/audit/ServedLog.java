package dev.recount.evidence.audit;

import java.io.IOException;
import java.util.Optional;

/** A log as its server shows it: {@code c2sp.org/tlog-tiles}. */
public interface ServedLog {

    /** The signed note of the latest checkpoint. */
    String checkpoint() throws IOException;

    /**
     * A tile of hashes or a bundle of entries; empty when the server says that it has none.
     *
     * @param path as {@link dev.recount.evidence.tile.TilePath} writes it
     */
    Optional<byte[]> tile(String path) throws IOException;
}
