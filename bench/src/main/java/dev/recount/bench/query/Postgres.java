package dev.recount.bench.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** PostgreSQL with the table and the indexes that the peers' harness describes: filled, then indexed. */
final class Postgres {

    private static final int TOGETHER = 1_000;

    private Postgres() {}

    /**
     * Fills the database at {@code url}.
     *
     * @param peers where {@code pg-schema.sql} and {@code pg-index.sql} lie
     * @param clients how many can ask at a time
     * @param events hands over every row
     */
    static Store filled(String url, Path peers, int clients, Consumer<Consumer<Row>> events)
            throws SQLException, IOException {
        var connection = connected(url, peers, events);
        long bytes = size(connection);
        var connections = new ArrayList<>(List.of(connection));
        while (connections.size() < clients) {
            connections.add(DriverManager.getConnection(url));
        }
        return new SqlStore("PostgreSQL over JDBC", connections, "timestamptz", bytes, false);
    }

    /** The same, to be asked for anything. */
    static Connection connected(String url, Path peers, Consumer<Consumer<Row>> events)
            throws SQLException, IOException {
        var connection = DriverManager.getConnection(url + "&reWriteBatchedInserts=true");
        run(connection, peers.resolve("pg-schema.sql"));
        connection.setAutoCommit(false);
        try (var inserts = new Inserts(connection)) {
            events.accept(inserts::add);
        }
        connection.commit();
        connection.setAutoCommit(true);
        run(connection, peers.resolve("pg-index.sql"));
        try (var vacuum = connection.createStatement()) {
            vacuum.execute("vacuum analyze events");
        }
        return connection;
    }

    private static void run(Connection connection, Path script) throws SQLException, IOException {
        try (var statement = connection.createStatement()) {
            statement.execute(Files.readString(script));
        }
    }

    private static long size(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_total_relation_size('events')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Rows, sent many at a time. */
    private static final class Inserts implements AutoCloseable {

        private final PreparedStatement insert;
        private int gathered;

        Inserts(Connection connection) throws SQLException {
            insert = connection.prepareStatement("insert into events values (?, ?, 'bench', ?, ?, ?, ?, ?, ?, ?, ?)");
        }

        void add(Row row) {
            try {
                insert.setObject(1, row.ts().atOffset(ZoneOffset.UTC));
                insert.setString(2, row.eventId());
                insert.setString(3, row.session());
                insert.setString(4, row.agent());
                insert.setString(5, row.action());
                insert.setString(6, row.credential());
                insert.setString(7, row.resource());
                insert.setString(8, row.environment());
                insert.setBoolean(9, row.inScope());
                insert.setString(10, row.payload());
                insert.addBatch();
                if (++gathered == TOGETHER) {
                    gathered = 0;
                    insert.executeBatch();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            insert.executeBatch();
            insert.close();
        }
    }
}
