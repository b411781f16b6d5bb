package dev.recount.evidence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet as DuckDB reads it, which shares no code with who wrote it. */
class ParquetTest {

    private static final List<String> TEXTS =
            List.of("volumeDelete", "", "=cmd|' /C calc'!A0", "naïve \u2028 \uD83D\uDE80", "a\"b\\c\n\t\u0000", "＝1+1");

    /** As the footer has it: 6, zigzag. */
    private static final byte ZSTD = 0x0c;

    private final long seed = Long.getLong("recount.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @TempDir
    Path folder;

    private static SealedRecord record(long leaf, Event event) {
        return new SealedRecord(leaf, RecordJson.of(Event.class).canonical(event));
    }

    /** Bits of what the footer says in small numbers, of which the codec of each column is one. */
    @Test
    void a_file_with_a_bit_flipped_in_its_footer_is_refused_by_name_or_says_something_else() throws Exception {
        var format = new Parquet();
        var record = record(0, TestEvents.EVERYTHING);
        var out = new ByteArrayOutputStream();
        try (var writer = format.writer(out)) {
            writer.write(record);
        }
        byte[] file = out.toByteArray();
        int refused = 0;
        for (int at = file.length / 2; at + 1 < file.length; at++) {
            if (file[at] == 0x15 && file[at + 1] == ZSTD) {
                byte[] flipped = file.clone();
                flipped[at + 1] ^= 2;
                try (var shown = format.shown(new ByteArrayInputStream(flipped))) {
                    var unused = shown.isNext(record);
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("events.parquet cannot be read");
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private List<SealedRecord> records(int count) {
        var records = new ArrayList<SealedRecord>();
        for (int i = 0; i < count; i++) {
            var text = TEXTS.get(random.nextInt(TEXTS.size()));
            var base = random.nextInt(3) == 0 ? TestEvents.EVERYTHING : TestEvents.BARE;
            var at = random.nextInt(9) == 0 ? null : Micros.instant(random.nextLong(-(1L << 50), 1L << 51));
            records.add(record(
                    3L * i,
                    base.toBuilder()
                            .id("evt-" + i + text)
                            .occurredAt(at)
                            .action(new Action(null, "Bash", text, null, text, null, null, null, null, null))
                            .build()));
        }
        return records;
    }

    private Path written(List<SealedRecord> records) throws IOException {
        var file = folder.resolve("events-" + random.nextInt(1 << 30) + ".parquet");
        try (var out = Files.newOutputStream(file);
                var writer = new Parquet().writer(out)) {
            for (SealedRecord record : records) {
                writer.write(record);
            }
        }
        return file;
    }

    private static Connection duckDb(Path file) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = connection.createStatement()) {
            statement.execute("create view events as select * from '" + file + "'");
        }
        return connection;
    }

    @Test
    void every_value_of_every_row_reads_back_equal_in_duckdb() throws Exception {
        var records = records(2_000);
        try (var duckDb = duckDb(written(records));
                var statement = duckDb.createStatement();
                var rows = statement.executeQuery("select * from events order by leaf_index")) {
            for (SealedRecord record : records) {
                assertThat(rows.next()).as("seed %d", seed).isTrue();
                isRow(rows, record);
            }
            assertThat(rows.next()).isFalse();
        }
    }

    private void isRow(ResultSet row, SealedRecord record) throws Exception {
        var event = record.event();
        for (String column : Columns.NAMES) {
            if (column.endsWith("_at")) {
                var at = row.getObject(column, OffsetDateTime.class);
                var expected = column.equals("occurred_at") ? event.occurredAt() : event.recordedAt();
                assertThat(at == null ? null : at.toInstant())
                        .as("seed %d", seed)
                        .isEqualTo(expected);
            } else {
                assertThat(row.getString(column))
                        .as("seed %d, %s", seed, column)
                        .isEqualTo(Columns.found(column, event));
            }
        }
        assertThat(row.getLong("leaf_index")).isEqualTo(record.leaf());
        assertThat(row.getString("record").getBytes(StandardCharsets.UTF_8)).isEqualTo(record.bytes());
    }

    @Test
    void times_are_instants_to_the_microsecond_and_the_record_is_json() throws Exception {
        try (var duckDb = duckDb(written(List.of(record(7, TestEvents.EVERYTHING))));
                var statement = duckDb.createStatement();
                var types = statement.executeQuery("select column_name, column_type from (describe events)")) {
            var found = new ArrayList<String>();
            while (types.next()) {
                found.add(types.getString(1) + " " + types.getString(2));
            }
            assertThat(found)
                    .contains(
                            "occurred_at TIMESTAMP WITH TIME ZONE",
                            "actor VARCHAR",
                            "leaf_index BIGINT",
                            "record JSON");
            var micros = statement.executeQuery("select epoch_us(occurred_at), record->>'$.id' from events");
            assertThat(micros.next()).isTrue();
            assertThat(micros.getLong(1)).isEqualTo(1_777_048_860_007_120L);
            assertThat(micros.getString(2)).isEqualTo(TestEvents.EVERYTHING.id());
        }
    }

    @Test
    void the_same_rows_are_recognised_and_every_other_file_is_not() throws Exception {
        var records = records(500);
        var file = written(records);
        assertThat(shows(Files.newInputStream(file), records)).isTrue();
        assertThat(shows(Files.newInputStream(file), records.subList(0, 499))).isFalse();
        assertThat(shows(Files.newInputStream(written(records.subList(0, 499))), records))
                .isFalse();
        var other = new ArrayList<>(records);
        other.set(
                321,
                record(
                        963,
                        TestEvents.BARE.toBuilder().occurredAt(Instant.EPOCH).build()));
        assertThat(shows(Files.newInputStream(file), other)).isFalse();
        assertThat(shows(Files.newInputStream(written(List.of())), List.of())).isTrue();
    }

    private static boolean shows(InputStream in, List<SealedRecord> records) throws IOException {
        try (var shown = new Parquet().shown(in)) {
            for (SealedRecord record : records) {
                if (!shown.isNext(record)) {
                    return false;
                }
            }
            return !shown.hasMore();
        }
    }

    @Test
    void what_is_not_parquet_or_has_other_columns_is_an_error_and_nothing_else() throws Exception {
        byte[] bytes = Files.readAllBytes(written(records(300)));
        for (byte[] bad : List.of(new byte[0], new byte[12], "PAR1 nothing PAR1".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> new Parquet().shown(new ByteArrayInputStream(bad)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("events.parquet");
        }
        for (int i = 0; i < 60; i++) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try (var shown = new Parquet().shown(new ByteArrayInputStream(flipped))) {
                while (shown.hasMore()) {
                    var unused = shown.isNext(record(0, TestEvents.BARE));
                }
            } catch (IOException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("events.parquet");
            }
        }
    }
}
