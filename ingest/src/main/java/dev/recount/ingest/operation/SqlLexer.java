package dev.recount.ingest.operation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts SQL into statements of words; quoted names lose their quotes, strings and comments disappear. */
final class SqlLexer {
    private final String sql;
    private final List<List<String>> statements = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private int at;

    SqlLexer(String sql) {
        this.sql = sql;
    }

    List<List<String>> statements() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (sql.startsWith("--", at)) {
                at = endOf("\n", at);
            } else if (sql.startsWith("/*", at)) {
                at = endOf("*/", at + 2);
            } else if (c == '\'') {
                at = endOf("'", at + 1);
            } else if (c == ';') {
                statements.add(words);
                words = new ArrayList<>();
                at++;
            } else if (isName(c)) {
                nameOrDollarQuoted(c);
            } else {
                at++;
            }
        }
        statements.add(words);
        return statements;
    }

    private int endOf(String closing, int from) {
        int end = sql.indexOf(closing, Math.min(from, sql.length()));
        return end < 0 ? sql.length() : end + closing.length();
    }

    private void nameOrDollarQuoted(char c) {
        if (c != '$' || !skipDollarQuoted()) {
            name();
        }
    }

    private boolean skipDollarQuoted() {
        String tag = dollarTag();
        at = tag == null ? at : endOf(tag, at + tag.length());
        return tag != null;
    }

    private @Nullable String dollarTag() {
        int end = at + 1;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return end < sql.length() && sql.charAt(end) == '$' ? sql.substring(at, end + 1) : null;
    }

    /** A name, perhaps quoted in parts and qualified: {@code public."User"}. */
    private void name() {
        StringBuilder name = new StringBuilder();
        while (at < sql.length() && isName(sql.charAt(at))) {
            char c = sql.charAt(at);
            if (c == '"' || c == '`' || c == '[') {
                int end = endOf(c == '[' ? "]" : String.valueOf(c), at + 1);
                name.append(sql, at + 1, Math.max(at + 1, end - 1));
                at = end;
            } else {
                name.append(c);
                at++;
            }
        }
        words.add(name.toString());
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || "_.\"`[$*".indexOf(c) >= 0;
    }
}
