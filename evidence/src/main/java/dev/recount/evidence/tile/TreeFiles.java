package dev.recount.evidence.tile;

import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.merkle.Nodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The tree's nodes and entries on disk. Nodes of every eighth height stand one after the other in a file per level, which
 * is what tiles hold: a tile is a slice of 8,192 bytes, a partial tile the beginning of one. Few files that only grow
 * cost a handful of syncs per checkpoint, where a file per tile would cost one for every 256 leaves.
 */
public final class TreeFiles implements Nodes, AutoCloseable {

    private static final int LEVEL_HEIGHT = 8;
    private static final int INDEX_BYTES = 8;

    private final Path folder;
    private final Disk disk;
    private final List<GrowingFile> levels = new CopyOnWriteArrayList<>();
    private final GrowingFile entries;
    /** Where each bundle of 256 entries begins. */
    private final GrowingFile bundles;

    /**
     * Opens the files, made if they are not there, and forgets everything behind {@code size}.
     *
     * @param entryBytes length of the first {@code size} entries with their length prefixes
     * @throws IOException also when less than {@code size} is there
     */
    public TreeFiles(Path folder, Disk disk, long size, long entryBytes) throws IOException {
        this.folder = folder;
        this.disk = disk;
        entries = new GrowingFile(folder.resolve("entries"), disk);
        bundles = new GrowingFile(folder.resolve("entries.index"), disk);
        for (int level = 0; size >>> (LEVEL_HEIGHT * level) > 0; level++) {
            open();
        }
        cutTo(size, entryBytes);
    }

    /** Forgets everything behind {@code size}, which was taken since. */
    public void cutTo(long size, long entryBytes) throws IOException {
        entries.cutTo(entryBytes);
        bundles.cutTo((size + TilePath.WIDTH - 1) / TilePath.WIDTH * INDEX_BYTES);
        for (int level = 0; level < levels.size(); level++) {
            levels.get(level).cutTo((size >>> (LEVEL_HEIGHT * level)) * MerkleHash.BYTES);
        }
    }

    private void open() throws IOException {
        levels.add(new GrowingFile(folder.resolve("level-" + levels.size()), disk));
    }

    private GrowingFile level(int level) throws IOException {
        if (level == levels.size()) {
            open();
            levels.get(level).cutTo(0);
        }
        return levels.get(level);
    }

    /** Takes a node that has become full; only every eighth height is kept. */
    public void full(int height, long index, byte[] hash) {
        if (height % LEVEL_HEIGHT == 0) {
            try {
                level(height / LEVEL_HEIGHT).append(hash);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes the entry of leaf {@code index}, at most 65,535 bytes long. */
    public void entry(long index, byte[] entry) throws IOException {
        if (entry.length > 0xffff) {
            throw new IllegalArgumentException("an entry of " + entry.length + " bytes (expected: 65535 at most)");
        }
        if (index % TilePath.WIDTH == 0) {
            bundles.append(
                    ByteBuffer.allocate(INDEX_BYTES).putLong(entries.length()).array());
        }
        entries.append(entry.length, entry);
    }

    /** Length of all entries so far. */
    public long entryBytes() {
        return entries.length();
    }

    /** Returns when everything taken is on the disk. */
    public void sync() throws IOException {
        entries.sync();
        bundles.sync();
        for (GrowingFile level : levels) {
            level.sync();
        }
    }

    @Override
    public byte[] node(int height, long index) {
        int within = height % LEVEL_HEIGHT;
        int length = MerkleHash.BYTES << within;
        byte[] row = levels.get(height / LEVEL_HEIGHT).read((index << within) * MerkleHash.BYTES, length);
        return fold(row, 0, 1 << within);
    }

    /**
     * The first tile that does not lead to the node above it; it reads 32 bytes and hashes once for each leaf.
     *
     * @param size of the tree
     */
    public Optional<TilePath> damaged(long size) {
        for (int level = 1; size >>> (LEVEL_HEIGHT * level) > 0; level++) {
            for (long index = 0; index < size >>> (LEVEL_HEIGHT * level); index++) {
                var below = new TilePath(level - 1, index, TilePath.WIDTH);
                byte[] above = levels.get(level).read(index * MerkleHash.BYTES, MerkleHash.BYTES);
                if (!Arrays.equals(fold(tile(below), 0, TilePath.WIDTH), above)) {
                    return Optional.of(below);
                }
            }
        }
        return Optional.empty();
    }

    private static byte[] fold(byte[] row, int from, int count) {
        if (count == 1) {
            return Arrays.copyOfRange(row, from * MerkleHash.BYTES, (from + 1) * MerkleHash.BYTES);
        }
        int half = count / 2;
        return MerkleHash.node(fold(row, from, half), fold(row, from + half, half));
    }

    /** The bytes of a tile, which must be there in full. */
    public byte[] tile(TilePath tile) {
        if (tile.level() == TilePath.ENTRIES) {
            return bundle(tile);
        }
        long begin = tile.index() * TilePath.WIDTH * MerkleHash.BYTES;
        return levels.get(tile.level()).read(begin, tile.width() * MerkleHash.BYTES);
    }

    private byte[] bundle(TilePath tile) {
        long begin = ByteBuffer.wrap(bundles.read(tile.index() * INDEX_BYTES, INDEX_BYTES))
                .getLong();
        long at = begin;
        for (int i = 0; i < tile.width(); i++) {
            at += 2 + Short.toUnsignedInt(ByteBuffer.wrap(entries.read(at, 2)).getShort());
        }
        return entries.read(begin, (int) (at - begin));
    }

    /** The entry of one leaf. */
    public byte[] entry(long index) {
        var bundle = ByteBuffer.wrap(
                bundle(new TilePath(TilePath.ENTRIES, index / TilePath.WIDTH, (int) (index % TilePath.WIDTH) + 1)));
        byte[] entry = new byte[0];
        while (bundle.hasRemaining()) {
            entry = new byte[Short.toUnsignedInt(bundle.getShort())];
            bundle.get(entry);
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        entries.close();
        bundles.close();
        for (GrowingFile level : levels) {
            level.close();
        }
    }
}
