package dev.recount.standalone.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.InertJson;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Prints JSON items one by one in the chosen form. NDJSON leaves at once; a table leaves in groups, because a column's
 * width is known only when its cells are.
 */
public final class ItemPrinter implements AutoCloseable {

    private static final int GROUP = 200;
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final OutputFormat format;
    private final boolean colours;
    private final List<Column> columns;
    private final List<JsonNode> pending = new ArrayList<>();
    private final int[] widths;
    private boolean begun;

    /**
     * A printer.
     *
     * @param columns of the table; other forms print whole items
     */
    public ItemPrinter(PrintWriter out, OutputFormat format, boolean colours, List<Column> columns) {
        this.out = out;
        this.format = format;
        this.colours = colours;
        this.columns = columns;
        this.widths =
                columns.stream().mapToInt(column -> column.title().length()).toArray();
    }

    public void print(JsonNode item) {
        switch (format) {
            case NDJSON, TIMESKETCH -> out.println(InertJson.of(item.toString()));
            case JSON -> {
                out.print(begun ? ",\n " : "[");
                out.print(InertJson.of(item.toString()));
                begun = true;
            }
            case TABLE -> {
                pending.add(item);
                if (pending.size() == GROUP) {
                    flushTable();
                }
            }
        }
    }

    /** Prints what is held back, for one who waits for more. */
    public void flush() {
        if (format == OutputFormat.TABLE) {
            flushTable();
        }
        out.flush();
    }

    private void flushTable() {
        if (pending.isEmpty()) {
            return;
        }
        for (JsonNode item : pending) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], cell(columns.get(i), item).length());
            }
        }
        if (!begun) {
            begun = true;
            printRow(columns.stream().map(Column::title).toList(), i -> Style.BOLD);
        }
        for (JsonNode item : pending) {
            printRow(
                    columns.stream().map(column -> cell(column, item)).toList(),
                    i -> columns.get(i).style().apply(item));
        }
        pending.clear();
    }

    private static String cell(Column column, JsonNode item) {
        return Visible.of(column.text().apply(item), column.widthMax());
    }

    private void printRow(List<String> cells, IntFunction<Style> style) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean last = i == cells.size() - 1;
            String padded = last
                    ? cells.get(i)
                    : cells.get(i) + " ".repeat(widths[i] - cells.get(i).length());
            row.append(style.apply(i).of(padded, colours)).append(last ? "" : GAP);
        }
        out.println(row.toString().stripTrailing());
    }

    @Override
    public void close() {
        flush();
        if (format == OutputFormat.JSON) {
            out.println(begun ? "]" : "[]");
        }
        out.flush();
    }
}
