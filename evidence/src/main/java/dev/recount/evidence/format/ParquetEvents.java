package dev.recount.evidence.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes a Parquet file; keeps one group of rows in memory. */
final class ParquetEvents implements EventWriter {

    /** Small beside the heap that an export may take, large enough to be read at the speed of the disk. */
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private final ParquetWriter<Map<String, Object>> rows;

    ParquetEvents(OutputStream out) throws IOException {
        rows = new Builder(new StreamedFile(out))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void write(SealedRecord record) throws IOException {
        rows.write(ParquetRow.of(record));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /** The library still asks for the methods that Hadoop's configuration has, too. */
    @SuppressWarnings("deprecation")
    private static final class Builder extends ParquetWriter.Builder<Map<String, Object>, Builder> {

        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Map<String, Object>> getWriteSupport(Configuration conf) {
            return new Rows();
        }

        @Override
        protected WriteSupport<Map<String, Object>> getWriteSupport(ParquetConfiguration conf) {
            return new Rows();
        }
    }

    /** Hands the values of a row to the library, column by column. */
    @SuppressWarnings("deprecation")
    private static final class Rows extends WriteSupport<Map<String, Object>> {

        @SuppressWarnings("NullAway.Init") // prepareForWrite comes before the first row
        private RecordConsumer consumer;

        @Override
        public WriteContext init(Configuration conf) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration conf) {
            return context();
        }

        private static WriteContext context() {
            return new WriteContext(ParquetRow.SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer given) {
            consumer = given;
        }

        @Override
        public void write(Map<String, Object> row) {
            consumer.startMessage();
            row.forEach(this::field);
            consumer.endMessage();
        }

        private void field(String column, Object value) {
            int index = ParquetRow.SCHEMA.getFieldIndex(column);
            consumer.startField(column, index);
            if (value instanceof Long number) {
                consumer.addLong(number);
            } else {
                consumer.addBinary(Binary.fromString(value.toString()));
            }
            consumer.endField(column, index);
        }
    }
}
