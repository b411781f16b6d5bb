package dev.recount.streams.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The open databases of one index, one per store, in which all of its tasks write. */
final class IndexFiles implements AutoCloseable {

    private final Path folder;
    private final IndexMemory memory;
    private final Map<String, IndexDatabase> open = new LinkedHashMap<>();
    private boolean closed;

    /**
     * @param folder where the databases lie, one folder each
     * @param memoryBytes off-heap memory for all of them together
     */
    IndexFiles(Path folder, long memoryBytes) {
        this.folder = folder;
        this.memory = new IndexMemory(memoryBytes);
    }

    synchronized IndexDatabase database(String store) {
        if (closed) {
            throw new IndexUnavailable("the index is closed");
        }
        return open.computeIfAbsent(store, name -> new IndexDatabase(folder.resolve(name), memory));
    }

    /** Whether any of them is being loaded. */
    synchronized boolean isLoading() {
        return open.values().stream().anyMatch(IndexDatabase::isLoading);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            List<IndexDatabase> databases = new ArrayList<>(open.values());
            databases.forEach(IndexDatabase::close);
            memory.close();
        }
    }
}
