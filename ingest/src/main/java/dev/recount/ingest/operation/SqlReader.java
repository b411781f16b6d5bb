package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads SQL into what each statement does, by its words: strings, comments and quoted names are told apart first. */
public final class SqlReader {
    private static final int STATEMENTS_MAX = 500;
    private static final Set<String> SKIPPED = Set.of(
            "IF",
            "EXISTS",
            "NOT",
            "ONLY",
            "TABLE",
            "CONCURRENTLY",
            "INTO",
            "FROM",
            "OR",
            "REPLACE",
            "TEMP",
            "TEMPORARY",
            "UNIQUE",
            "MATERIALIZED");
    private static final Set<String> OBJECTS = Set.of(
            "TABLE",
            "DATABASE",
            "SCHEMA",
            "INDEX",
            "VIEW",
            "USER",
            "ROLE",
            "FUNCTION",
            "TRIGGER",
            "SEQUENCE",
            "EXTENSION",
            "TYPE",
            "COLUMN",
            "MATERIALIZED",
            "POLICY",
            "PROCEDURE",
            "CONSTRAINT",
            "TABLESPACE");

    private SqlReader() {}

    /** One operation for each statement; {@code provider} names the database system, {@code postgres}, {@code sql}. */
    public static List<Operation> read(String sql, String provider) {
        List<Operation> operations = new ArrayList<>();
        for (List<String> statement : statements(sql)) {
            if (!statement.isEmpty() && operations.size() < STATEMENTS_MAX) {
                operations.add(operation(statement, provider));
            }
        }
        return List.copyOf(operations);
    }

    private static Operation operation(List<String> words, String provider) {
        String first = upper(words, 0);
        if (first.equals("WITH")) {
            for (String verb : List.of("DELETE", "UPDATE", "INSERT", "SELECT")) {
                int at = indexOf(words, verb);
                if (at > 0) {
                    return operation(words.subList(at, words.size()), provider);
                }
            }
        }
        return switch (first) {
            case "DROP" -> dropped(words, provider);
            case "TRUNCATE" -> on(words, 1, "TRUNCATE", Verb.DESTROY, "table", provider, Reversibility.IRREVERSIBLE);
            case "DELETE" ->
                indexOf(words, "WHERE") < 0
                        ? on(
                                words,
                                1,
                                "DELETE without WHERE",
                                Verb.DESTROY,
                                "table",
                                provider,
                                Reversibility.IRREVERSIBLE)
                        : on(words, 1, "DELETE", Verb.DESTROY, "rows", provider, Reversibility.UNKNOWN);
            case "UPDATE" ->
                indexOf(words, "WHERE") < 0
                        ? on(
                                words,
                                1,
                                "UPDATE without WHERE",
                                Verb.MODIFY,
                                "table",
                                provider,
                                Reversibility.IRREVERSIBLE)
                        : on(words, 1, "UPDATE", Verb.MODIFY, "rows", provider, Reversibility.UNKNOWN);
            case "ALTER" -> altered(words, provider);
            case "CREATE" -> created(words, provider);
            case "INSERT", "MERGE", "UPSERT", "REPLACE", "COPY" ->
                on(words, 1, first, Verb.MODIFY, "table", provider, Reversibility.UNKNOWN);
            case "GRANT" -> plain(first, Verb.GRANT, provider);
            case "SELECT", "TABLE", "VALUES" -> selected(words, provider);
            case "SHOW", "DESCRIBE", "DESC", "EXPLAIN" -> plain(first, Verb.DISCOVER, provider);
            case "REVOKE", "COMMENT", "VACUUM", "REINDEX" -> plain(first, Verb.MODIFY, provider);
            default -> plain(first, Verb.EXECUTE, provider);
        };
    }

    private static Operation dropped(List<String> words, String provider) {
        String object = upper(words, 1);
        return on(
                words,
                2,
                "DROP " + object,
                Verb.DESTROY,
                object.toLowerCase(Locale.ROOT),
                provider,
                Reversibility.IRREVERSIBLE);
    }

    private static Operation altered(List<String> words, String provider) {
        int drop = indexOf(words, "DROP");
        String object = upper(words, 1);
        String kind = object.toLowerCase(Locale.ROOT);
        boolean column = drop > 0 && !Set.of("CONSTRAINT", "DEFAULT", "NOT").contains(upper(words, drop + 1));
        if (column) {
            return on(words, 2, "ALTER " + object + " DROP", Verb.DESTROY, kind, provider, Reversibility.IRREVERSIBLE);
        }
        boolean password = indexOf(words, "PASSWORD") > 0 || indexOf(words, "IDENTIFIED") > 0;
        Verb verb = password ? Verb.ISSUE_CREDENTIAL : Verb.MODIFY;
        return on(words, 2, "ALTER " + object, verb, kind, provider, Reversibility.UNKNOWN);
    }

    private static Operation created(List<String> words, String provider) {
        int at = 1;
        while (at < words.size() && !OBJECTS.contains(upper(words, at))) {
            at++;
        }
        String object = upper(words, at);
        boolean isLogin = object.equals("USER") || object.equals("ROLE");
        return on(
                words,
                at + 1,
                "CREATE " + object,
                isLogin ? Verb.ISSUE_CREDENTIAL : made(words, at),
                object.toLowerCase(Locale.ROOT),
                provider,
                Reversibility.REVERSIBLE);
    }

    /** What may have been there before was not made, or whoever says so could destroy it as their own. */
    private static Verb made(List<String> words, int object) {
        boolean replaces = indexOf(words.subList(0, object), "REPLACE") > 0;
        boolean isMaybe = indexOf(words.subList(object, Math.min(words.size(), object + 4)), "IF") > 0;
        return replaces || isMaybe ? Verb.MODIFY : Verb.CREATE;
    }

    private static Operation selected(List<String> words, String provider) {
        int from = indexOf(words, "FROM");
        return from < 0
                ? plain("SELECT", Verb.READ, provider)
                : on(words, from + 1, "SELECT", Verb.READ, "table", provider, Reversibility.REVERSIBLE);
    }

    private static Operation plain(String name, Verb verb, String provider) {
        return Operation.of(name, provider, verb, List.of(), Reversibility.UNKNOWN);
    }

    private static Operation on(
            List<String> words, int from, String name, Verb verb, String kind, String provider, Reversibility undo) {
        int at = from;
        while (at < words.size() && SKIPPED.contains(upper(words, at))) {
            at++;
        }
        List<ResourceRef> resources =
                at >= words.size() ? List.of() : List.of(ResourceRef.of(provider, kind, words.get(at)));
        return Operation.of(name, provider, verb, resources, undo);
    }

    private static String upper(List<String> words, int at) {
        return at < words.size() ? words.get(at).toUpperCase(Locale.ROOT) : "";
    }

    private static int indexOf(List<String> words, String word) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equalsIgnoreCase(word)) {
                return i;
            }
        }
        return -1;
    }

    private static List<List<String>> statements(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        return lexer.statements();
    }
}
