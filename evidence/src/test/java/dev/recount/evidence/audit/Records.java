package dev.recount.evidence.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records in memory, to be changed as somebody would who can write to the log's disk. */
final class Records implements RecordedEntries {

    private final Map<Integer, List<Recorded>> partitions = new TreeMap<>();
    private final Map<Integer, Integer> taken = new TreeMap<>();
    private final Map<Integer, Long> deleted = new TreeMap<>();
    private Expiry expiry = new Expiry(Optional.empty(), false, Instant.EPOCH);

    void expire(Expiry set) {
        expiry = set;
    }

    List<Recorded> of(int partition) {
        return partitions.computeIfAbsent(partition, p -> new ArrayList<>());
    }

    void add(int partition, byte[] entry) {
        of(partition).add(new Recorded(of(partition).size(), entry));
    }

    void deleteFirst(int partition, int count) {
        of(partition).subList(0, count).clear();
        deleted.put(partition, (long) count);
    }

    void swap(int partition, int first, int second) {
        Collections.swap(of(partition), first, second);
    }

    private int next(int partition) {
        return taken.getOrDefault(partition, 0);
    }

    @Override
    public List<Integer> partitions() {
        return List.copyOf(partitions.keySet());
    }

    @Override
    public @Nullable Recorded peek(int partition, int ahead) {
        int at = next(partition) + ahead;
        return at < of(partition).size() ? of(partition).get(at) : null;
    }

    @Override
    public void take(int partition) {
        taken.merge(partition, 1, Integer::sum);
    }

    @Override
    public long deleted(int partition) {
        return deleted.getOrDefault(partition, 0L);
    }

    @Override
    public Expiry expiry() {
        return expiry;
    }

    @Override
    public long left(int partition) {
        return of(partition).size() - next(partition);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
