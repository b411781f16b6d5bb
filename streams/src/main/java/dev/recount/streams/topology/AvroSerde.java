package dev.recount.streams.topology;

import dev.recount.codec.RecordAvro;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A codec as Kafka wants it. */
final class AvroSerde {

    private AvroSerde() {}

    static <T extends Record> Serde<T> of(RecordAvro<T> codec) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : codec.encode(value),
                (topic, bytes) -> bytes == null ? null : codec.decode(bytes));
    }
}
