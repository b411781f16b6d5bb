package dev.recount.evidence.audit;

import dev.recount.evidence.merkle.Frontier.FullNodes;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.tile.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares the tiles of hashes that a log serves with the nodes of the tree that was built again. */
final class HashTiles implements FullNodes {

    private static final int LEVEL_HEIGHT = 8;
    private static final int TILE_BYTES = TilePath.WIDTH * MerkleHash.BYTES;

    private final ServedLog served;
    /** What the tile that is under way has so far, by level. */
    private final List<ByteArrayOutputStream> tiles = new ArrayList<>();

    private final List<Long> indices = new ArrayList<>();
    private long compared;
    private Optional<String> different = Optional.empty();

    HashTiles(ServedLog served) {
        this.served = served;
    }

    @Override
    public void full(int height, long index, byte[] hash) {
        if (height % LEVEL_HEIGHT != 0) {
            return;
        }
        int level = height / LEVEL_HEIGHT;
        if (level == tiles.size()) {
            tiles.add(new ByteArrayOutputStream(TILE_BYTES));
            indices.add(0L);
        }
        var tile = tiles.get(level);
        tile.writeBytes(hash);
        if (tile.size() == TILE_BYTES) {
            compare(level);
        }
    }

    /** Compares the tiles that the tree ends with. */
    void end() {
        for (int level = 0; level < tiles.size(); level++) {
            if (tiles.get(level).size() > 0) {
                compare(level);
            }
        }
    }

    private void compare(int level) {
        var tile = tiles.get(level);
        var path = new TilePath(level, indices.get(level), tile.size() / MerkleHash.BYTES).toString();
        try {
            byte[] shown = served.tile(path).orElseThrow(() -> new BrokenTile("tile " + path + " is not served"));
            if (!Arrays.equals(shown, tile.toByteArray()) && different.isEmpty()) {
                different = Optional.of(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compared++;
        tile.reset();
        indices.set(level, indices.get(level) + 1);
    }

    /** How many tiles were compared. */
    long compared() {
        return compared;
    }

    /** The first tile that is another one. */
    Optional<String> different() {
        return different;
    }
}
