package dev.recount.evidence.format;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import dev.recount.codec.UnreadableRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/** A Parquet file, read row by row and compared with what its record says. It is read from its end, so from a copy. */
final class ShownRows implements ShownEvents {

    private final String name;
    private final Path copy;
    private final ParquetReader<Map<String, Object>, Map<String, Object>, String[]> rows;
    private final Queue<Map<String, Object>> next = new ArrayDeque<>();

    ShownRows(String name, InputStream in) throws IOException {
        this.name = name;
        copy = Files.createTempFile("recount-rows", ".parquet");
        try (in) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            rows = read(() -> ParquetReader.spliterator(new LocalInputFile(copy), new Row()));
            if (!read(() -> rows.metaData().getFileMetaData().getSchema()).equals(ParquetRow.SCHEMA)) {
                rows.close();
                throw new IOException(name + " has other columns than its format has");
            }
        } catch (IOException e) {
            Files.delete(copy);
            throw e;
        }
    }

    @Override
    public boolean isNext(SealedRecord record) throws IOException {
        try {
            return hasMore() && ParquetRow.of(record).equals(next.remove());
        } catch (UnreadableRecord e) {
            return false;
        }
    }

    @Override
    public boolean hasMore() throws IOException {
        return !next.isEmpty() || read(() -> rows.tryAdvance(next::add));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T now() throws IOException;
    }

    /** What is not Parquet comes as one exception or another; a codec that is not enclosed or a false size as an error. */
    private <T> T read(Reading<T> reading) throws IOException {
        try {
            return reading.now();
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            throw new IOException(name + " cannot be read: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
        Files.delete(copy);
    }

    private static final class Row implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {
        @Override
        public Map<String, Object> start() {
            return new HashMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> row, String[] column, @Nullable Object value) {
            if (value != null) {
                row.put(column[0], value);
            }
            return row;
        }

        @Override
        public Map<String, Object> finish(Map<String, Object> row) {
            return row;
        }
    }
}
