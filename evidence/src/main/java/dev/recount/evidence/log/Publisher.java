package dev.recount.evidence.log;

import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Who publishes a checkpoint: an instance, with the key that it has now. Both stand in the headers of the record, so that an
 * instance that has lost its evidence folder finds out that it had one.
 *
 * @param instance the name of the process among its kind, which does not live in the evidence folder
 */
record Publisher(String instance, VerifierKey key) {

    private static final String INSTANCE = "recount.instance";
    private static final String VKEY = "recount.vkey";

    List<Header> headers() {
        return List.of(header(INSTANCE, instance), header(VKEY, key.toString()));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** What the record shows to be lost: a checkpoint of this instance, signed by another key than it has now. */
    Optional<LostLog> lost(ConsumerRecord<byte[], byte[]> record) {
        if (!instance.equals(text(record, INSTANCE).orElse(null))) {
            return Optional.empty();
        }
        return of(record)
                .filter(other -> !other.toString().equals(key.toString()))
                .flatMap(other ->
                        PublishedCheckpoints.signed(record.value(), other).map(last -> new LostLog(other, last)));
    }

    /** The key that a record names as its own. */
    static Optional<VerifierKey> of(ConsumerRecord<byte[], byte[]> record) {
        return text(record, VKEY).flatMap(Publisher::parsed);
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    private static Optional<VerifierKey> parsed(String vkey) {
        try {
            return Optional.of(VerifierKey.parse(vkey));
        } catch (MalformedNote e) {
            return Optional.empty();
        }
    }
}
