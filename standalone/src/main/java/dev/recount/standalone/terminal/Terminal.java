package dev.recount.standalone.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.InertJson;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out results, and nothing else
 * @param err what a person should know
 * @param colours whether results may be coloured: a terminal, and no {@code NO_COLOR}
 * @param live whether {@code err} is a terminal, where a line can be rewritten
 */
public record Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean colours, boolean live) {

    public ItemPrinter printer(OutputFormat format, List<Column> columns) {
        return new ItemPrinter(out, format, colours, columns);
    }

    /** Prints one result: as a sentence for a person, else as JSON. */
    public void result(OutputFormat format, String sentence, JsonNode json) {
        out.println(format == OutputFormat.TABLE ? sentence : InertJson.of(json.toString()));
    }

    public Progress progress(long bytesTotal) {
        return new Progress(err, live, bytesTotal);
    }
}
