package dev.recount.bench.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** A table of events over JDBC, with a connection for each thread that asks at a time. */
final class SqlStore implements Store {

    private final String name;
    private final long bytes;
    private final boolean slow;
    private final BlockingQueue<Open> idle = new LinkedBlockingQueue<>();

    /** A connection and its statements. */
    private record Open(Connection connection, Map<Question.Kind, PreparedStatement> statements) {}

    /**
     * The table {@code events} that each of {@code connections} sees.
     *
     * @param time the type of its column {@code ts}
     */
    SqlStore(String name, List<Connection> connections, String time, long bytes, boolean slow) throws SQLException {
        this.name = name;
        this.bytes = bytes;
        this.slow = slow;
        for (Connection connection : connections) {
            idle.add(open(connection, "cast(? as " + time + ")"));
        }
    }

    private static Open open(Connection connection, String at) throws SQLException {
        Map<Question.Kind, PreparedStatement> statements = new EnumMap<>(Question.Kind.class);
        for (var kind : Question.Kind.values()) {
            var hour = kind == Question.Kind.SESSION ? "" : " and ts >= " + at + " and ts < " + at;
            statements.put(
                    kind,
                    connection.prepareStatement("select ts, event_id, action, payload from events where "
                            + kind.column() + " = ?" + hour + " order by ts"));
        }
        return new Open(connection, statements);
    }

    @Override
    public boolean isSlow() {
        return slow;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @SuppressWarnings("NullAway") // Every kind has a statement.
    public Supplier<Answer> ask(Question question) {
        try {
            var open = idle.take();
            try {
                var answer = ask(question, open.statements().get(question.kind()));
                return () -> answer;
            } finally {
                idle.add(open);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(name, e);
        }
    }

    @SuppressWarnings("NullAway") // An hour has both its ends.
    private static Answer ask(Question question, PreparedStatement statement) throws SQLException {
        statement.setString(1, question.id());
        if (question.from() != null) {
            statement.setString(2, question.from().toString());
            statement.setString(3, question.to().toString());
        }
        return read(statement);
    }

    private static Answer read(PreparedStatement statement) throws SQLException {
        var answer = Answer.NONE;
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                if (rows.getString(4).isEmpty()) {
                    throw new SQLException("an event without a payload");
                }
                answer = answer.plus(rows.getString(2));
            }
        }
        return answer;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        try {
            for (Open open : idle) {
                open.connection().close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
