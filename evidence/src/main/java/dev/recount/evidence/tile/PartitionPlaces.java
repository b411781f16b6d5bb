package dev.recount.evidence.tile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which leaf each record has become, by partition and offset. */
public final class PartitionPlaces implements AutoCloseable {

    private final Path folder;
    private final Disk disk;
    private final long size;
    private final Map<Integer, LeafPlaces> partitions = new ConcurrentHashMap<>();
    /** The partition of the last record, which mostly is that of the next one too. */
    private int last = -1;

    private @Nullable LeafPlaces lastPlaces;

    /** The places in {@code folder} of the first {@code size} leaves, which lie in {@code partitions}. */
    public PartitionPlaces(Path folder, Disk disk, long size, Iterable<Integer> partitions) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.size = size;
        for (int partition : partitions) {
            open(partition);
        }
    }

    private LeafPlaces open(int partition) throws IOException {
        var known = partitions.get(partition);
        if (known == null) {
            known = new LeafPlaces(folder.resolve("partition-" + partition), disk, size);
            partitions.put(partition, known);
        }
        return known;
    }

    /** Forgets the places of the leaves from {@code size} on, which had been noted since. */
    public void cutTo(long size) throws IOException {
        for (LeafPlaces places : partitions.values()) {
            places.cutTo(size);
        }
    }

    /** Notes which leaf a record has become. */
    public void add(int partition, long offset, long leaf) throws IOException {
        var noted = lastPlaces;
        if (noted == null || partition != last) {
            noted = open(partition);
            last = partition;
            lastPlaces = noted;
        }
        noted.add(offset, leaf);
    }

    /** Returns when everything noted is on the disk. */
    public void sync() throws IOException {
        for (LeafPlaces places : partitions.values()) {
            places.sync();
        }
    }

    /** The leaf of a record, once that is on disk. */
    public OptionalLong leafOf(int partition, long offset) {
        var places = partitions.get(partition);
        return places == null ? OptionalLong.empty() : places.leafOf(offset);
    }

    /** How many leaves have a place. */
    public long leaves() {
        return partitions.values().stream().mapToLong(LeafPlaces::leaves).sum();
    }

    /** The offset behind the last record of a partition that has become a leaf; 0 if none has. */
    public long end(int partition) {
        var places = partitions.get(partition);
        return places == null ? 0 : places.end();
    }

    @Override
    public void close() {
        partitions.values().forEach(LeafPlaces::close);
    }
}
