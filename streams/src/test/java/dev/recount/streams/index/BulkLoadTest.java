package dev.recount.streams.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkLoadTest {

    @TempDir
    Path folder;

    private final AtomicLong left = new AtomicLong();

    @Test
    void is_not_begun_for_a_few_records() {
        left.set(1_000);
        try (var files = files();
                var load = BulkLoad.begun(files.database("events"), left::get)) {
            assertThat(load.isOver()).isTrue();
        }
    }

    @Test
    void is_over_once_nothing_is_left_and_then_everything_is_on_disk() {
        left.set(1_000_000);
        try (var files = files()) {
            var database = files.database("events");
            try (var load = BulkLoad.begun(database, left::get)) {
                for (int i = 0; i < 5_000; i++) {
                    write(database, i);
                }
                assertThat(load.isOver()).isFalse();
                assertThat(database.get(key(4_711))).isEqualTo(key(4_711));

                left.set(0);
                await().until(load::isOver);
                write(database, 5_000);
            }
        }
        try (var files = files()) {
            var database = files.database("events");
            assertThat(database.position(0)).isEqualTo(5_000);
            assertThat(database.get(key(0))).isEqualTo(key(0));
            assertThat(database.get(key(5_000))).isEqualTo(key(5_000));
        }
    }

    @Test
    void finds_what_it_wrote_itself_and_nothing_else() {
        left.set(1_000_000);
        try (var files = files()) {
            var database = files.database("events");
            try (var load = BulkLoad.begun(database, left::get)) {
                write(database, 1);
                write(database, 1);
                assertThat(load.isOver()).isFalse();
                assertThat(database.get(key(1))).isEqualTo(key(1));
                assertThat(database.get(key(2))).isNull();

                left.set(0);
                await().until(load::isOver);
                write(database, 2);
                assertThat(database.get(key(1))).isEqualTo(key(1));
                assertThat(database.get(key(2))).isEqualTo(key(2));
            }
        }
    }

    @Test
    void that_is_closed_before_its_end_leaves_what_agrees_with_itself() {
        left.set(1_000_000);
        try (var files = files()) {
            var database = files.database("events");
            try (var load = BulkLoad.begun(database, left::get)) {
                write(database, 7);
                assertThat(load.isOver()).isFalse();
            }
        }
        try (var files = files()) {
            var database = files.database("events");
            boolean isThere = database.get(key(7)) != null;
            assertThat(database.position(0)).isEqualTo(isThere ? 7 : IndexDatabase.NOTHING);
        }
    }

    private IndexFiles files() {
        return new IndexFiles(folder, 16 << 20);
    }

    private static void write(IndexDatabase database, int number) {
        var batch = new IndexBatch(database, 0);
        batch.put(key(number), key(number));
        database.apply(batch, number);
    }

    private static byte[] key(int number) {
        return TableKeys.value("group", String.valueOf(number));
    }
}
