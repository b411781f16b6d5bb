package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

class BatchBytesTest {

    private static final byte[] LONG = text("x".repeat(300));
    private static final byte[] VERY_LONG = text("y".repeat(200_000));

    @TempDir
    Path folder;

    private final BatchBytes bytes = new BatchBytes();

    @BeforeAll
    static void load() {
        RocksDB.loadLibrary();
    }

    @Test
    void are_those_of_a_batch_that_rocksdb_made() throws Exception {
        try (var database = RocksDB.open(folder.toString());
                var family = database.createColumnFamily(new ColumnFamilyDescriptor(text("points")));
                var theirs = new WriteBatch()) {
            theirs.put(family, text("k"), text("v"));
            theirs.delete(family, text("gone"));
            theirs.put(family, LONG, VERY_LONG);

            bytes.put(family.getID(), text("k"), text("v"));
            bytes.delete(family.getID(), text("gone"));
            bytes.put(family.getID(), LONG, VERY_LONG);

            assertThat(bytes.toBytes()).isEqualTo(theirs.data());
        }
    }

    @Test
    void are_taken_by_rocksdb_for_its_own() throws Exception {
        try (var database = RocksDB.open(folder.toString());
                var family = database.createColumnFamily(new ColumnFamilyDescriptor(text("points")));
                var writing = new WriteOptions()) {
            database.put(text("gone"), text("v"));
            bytes.put(0, text("k"), text("v"));
            bytes.delete(0, text("gone"));
            bytes.put(family.getID(), LONG, VERY_LONG);
            try (var ours = new WriteBatch(bytes.toBytes())) {
                database.write(writing, ours);
            }

            assertThat(database.get(text("k"))).isEqualTo(text("v"));
            assertThat(database.get(text("gone"))).isNull();
            assertThat(database.get(family, LONG)).isEqualTo(VERY_LONG);
        }
    }

    @Test
    void begin_again_empty() {
        bytes.put(1, text("k"), text("v"));
        bytes.clear();

        try (var ours = new WriteBatch(bytes.toBytes())) {
            assertThat(ours.count()).isZero();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
