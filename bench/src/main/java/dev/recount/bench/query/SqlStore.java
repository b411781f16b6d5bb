package dev.recount.bench.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** A table of events over JDBC. */
final class SqlStore implements Store {

    private final String name;
    private final Connection connection;
    private final long bytes;
    private final Map<Question.Kind, PreparedStatement> statements = new EnumMap<>(Question.Kind.class);

    /**
     * The table {@code events} of a connection.
     *
     * @param time the type of its column {@code ts}
     */
    SqlStore(String name, Connection connection, String time, long bytes) throws SQLException {
        this.name = name;
        this.connection = connection;
        this.bytes = bytes;
        for (var kind : Question.Kind.values()) {
            var at = "cast(? as " + time + ")";
            var hour = kind == Question.Kind.SESSION ? "" : " and ts >= " + at + " and ts < " + at;
            statements.put(
                    kind,
                    connection.prepareStatement("select ts, event_id, action, payload from events where "
                            + kind.column() + " = ?" + hour + " order by ts"));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @SuppressWarnings("NullAway") // Every kind has a statement, and an hour both its ends.
    public Supplier<Answer> ask(Question question) {
        try {
            var statement = statements.get(question.kind());
            statement.setString(1, question.id());
            if (question.from() != null) {
                statement.setString(2, question.from().toString());
                statement.setString(3, question.to().toString());
            }
            var answer = read(statement);
            return () -> answer;
        } catch (SQLException e) {
            throw new IllegalStateException(name, e);
        }
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
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
