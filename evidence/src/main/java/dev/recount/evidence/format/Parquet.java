package dev.recount.evidence.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Apache Parquet, compressed with Zstandard: the columns of a flat table, times as {@code TIMESTAMP(MICROS, UTC)}, the place
 * in the log, and the record itself as JSON. Other versions of the library may write the same rows as other bytes, so a
 * file is compared row by row.
 */
final class Parquet implements EventFormat {

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String fileName() {
        return "events.parquet";
    }

    @Override
    public EventWriter writer(OutputStream out) throws IOException {
        return new ParquetEvents(out);
    }

    @Override
    public ShownEvents shown(InputStream in) throws IOException {
        return new ShownRows(fileName(), in);
    }
}
