package dev.recount.bench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** DuckDB over one Parquet file, compressed with zstd and sorted by session and time, which is its best case for Q1. */
final class DuckDb {

    private static final String COLUMNS = "ts timestamp, event_id varchar, session_id varchar, agent_id varchar,"
            + " action varchar, credential_id varchar, resource varchar, payload varchar";

    private DuckDb() {}

    /** Writes the file into {@code folder} from {@code events}, which hands over every row. */
    static Store filled(Path folder, int clients, Consumer<Consumer<Row>> events) throws SQLException, IOException {
        var parquet = folder.resolve("events.parquet");
        try (var scratch = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("scratch.duckdb"))) {
            write(scratch, events);
            try (var statement = scratch.createStatement()) {
                statement.execute("copy (select * from events order by session_id, ts) to '" + parquet
                        + "' (format parquet, compression zstd)");
            }
        }
        Files.delete(folder.resolve("scratch.duckdb"));
        var connection = DriverManager.getConnection("jdbc:duckdb:");
        try (var statement = connection.createStatement()) {
            statement.execute("create view events as select * from '" + parquet + "'");
        }
        var connections = new ArrayList<>(List.of(connection));
        while (connections.size() < clients) {
            connections.add(connection.unwrap(DuckDBConnection.class).duplicate());
        }
        return new SqlStore("DuckDB on Parquet by session", connections, "timestamp", Files.size(parquet), true);
    }

    private static void write(Connection scratch, Consumer<Consumer<Row>> events) throws SQLException {
        try (var statement = scratch.createStatement()) {
            statement.execute("create table events (" + COLUMNS + ")");
        }
        try (var appender = scratch.unwrap(DuckDBConnection.class).createAppender("main", "events")) {
            events.accept(row -> append(appender, row));
        }
    }

    private static void append(DuckDBAppender appender, Row row) {
        try {
            appender.beginRow();
            appender.append(LocalDateTime.ofInstant(row.ts(), ZoneOffset.UTC));
            appender.append(row.eventId());
            appender.append(row.session());
            appender.append(row.agent());
            appender.append(row.action());
            appender.append(row.credential());
            appender.append(row.resource());
            appender.append(row.payload());
            appender.endRow();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
