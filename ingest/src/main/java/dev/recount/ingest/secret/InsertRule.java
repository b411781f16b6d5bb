package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code INSERT INTO users (name, password) VALUES ('bob', 'secret'), …}: the values under the columns whose names tell. */
final class InsertRule implements Rule {
    private static final int HEAD_MAX = 2_000;
    private static final int ROWS_MAX = 1_000;
    private static final int COLUMNS_MAX = 200;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int open = scan.indexOf('(', end, end + HEAD_MAX);
        int close = open < 0 ? -1 : scan.indexOf(')', open, open + HEAD_MAX);
        if (close < 0) {
            return;
        }
        String[] columns = scan.text.substring(open + 1, close).split(",", COLUMNS_MAX);
        int i = scan.skipSpace(close + 1);
        if (!scan.text.regionMatches(true, i, "values", 0, 6)) {
            return;
        }
        i = scan.skipSpace(i + 6);
        for (int row = 0; row < ROWS_MAX && scan.charAt(i) == '('; row++) {
            int after = inspectRow(scan, i + 1, columns);
            if (after < 0 || scan.charAt(scan.skipSpace(after)) != ',') {
                return;
            }
            i = scan.skipSpace(scan.skipSpace(after) + 1);
        }
    }

    /** Looks at one row and gives the place behind its bracket, or -1. */
    private static int inspectRow(Scan scan, int from, String[] columns) {
        List<int[]> values = new ArrayList<>();
        int i = scan.skipSpace(from);
        while (values.size() < columns.length) {
            int end = valueEnd(scan, i);
            if (end < 0) {
                return -1;
            }
            values.add(new int[] {i, end});
            int next = scan.skipSpace(end);
            if (scan.charAt(next) == ')') {
                add(scan, values, columns);
                return next + 1;
            }
            if (scan.charAt(next) != ',') {
                return -1;
            }
            i = scan.skipSpace(next + 1);
        }
        return -1;
    }

    private static int valueEnd(Scan scan, int from) {
        if (scan.charAt(from) == '\'') {
            int close = scan.closingQuote('\'', from + 1);
            return close < 0 ? -1 : close + 1;
        }
        int end = Alphabet.DOTTED.runEnd(scan.text, from);
        return end == from ? -1 : end;
    }

    private static void add(Scan scan, List<int[]> values, String[] columns) {
        for (int i = 0; i < values.size(); i++) {
            int from = values.get(i)[0] + 1;
            int to = values.get(i)[1] - 1;
            String column = columns[i].strip().replaceAll("[\"`\\[\\]]", "");
            @Nullable SecretName name = SecretName.of(column);
            if (name != null && scan.charAt(from - 1) == '\'' && to > from && !scan.isFound(from)) {
                NamedValue.inspect(scan, column, name, from, to);
            }
        }
    }
}
