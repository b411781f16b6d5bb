package dev.recount.bench.query;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One ordered sequence asked as SQL of PostgreSQL, with the peers' table and indexes: a credential read outside the task, then
 * used in the same session, then something deleted in production there, all within ten minutes.
 */
public final class SequenceInSql implements AutoCloseable {

    private static final String QUESTION = """
            select count(distinct a.event_id)
            from events a
            join events b on b.session_id = a.session_id and b.credential_id = a.credential_id
                and b.action = 'credential.use' and b.ts > a.ts and b.ts <= a.ts + interval '10 minutes'
            join events c on c.session_id = a.session_id and c.action = 'resource.delete' and c.env = 'production'
                and c.ts > b.ts and c.ts <= a.ts + interval '10 minutes'
            where a.action = 'credential.read' and not a.in_scope
            """;

    private final Connection connection;

    private SequenceInSql(Connection connection) {
        this.connection = connection;
    }

    /**
     * PostgreSQL filled with events; empty when none was started.
     *
     * @param events hands over every row
     */
    public static Optional<SequenceInSql> filled(Consumer<Consumer<Row>> events) throws SQLException, IOException {
        var url = System.getProperty("postgres");
        if (url == null) {
            return Optional.empty();
        }
        var scripts = Path.of(Objects.requireNonNull(System.getProperty("peers.scripts"), "peers.scripts"));
        return Optional.of(new SequenceInSql(Postgres.connected(url, scripts, events)));
    }

    /** How often the sequence is found. */
    public long found() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(QUESTION)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
