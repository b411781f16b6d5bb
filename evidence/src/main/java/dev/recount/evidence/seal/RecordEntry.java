package dev.recount.evidence.seal;

import dev.recount.codec.CanonicalJson;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.RecordJson;
import dev.recount.codec.Sha256;
import dev.recount.codec.UndecodableRecord;
import dev.recount.event.Event;
import java.nio.charset.StandardCharsets;

/** The entry of a record of {@code recount.events}: every record has one, also one that holds no event. */
public final class RecordEntry {

    private RecordEntry() {}

    /**
     * {@link EvidenceLeaf#entry} of the event in {@code value}; where there is none, RFC 8785 text of
     * {@code {sha256, undecodable, v}} with the hash of the bytes themselves.
     */
    public static byte[] of(byte[] value, RecordAvro<Event> codec) {
        try {
            return EvidenceLeaf.entry(codec.canonical(value));
        } catch (UndecodableRecord e) {
            var entry = RecordJson.MAPPER
                    .createObjectNode()
                    .put("v", 1)
                    .put("undecodable", true)
                    .put("sha256", Sha256.hex(value));
            return CanonicalJson.of(entry).text().getBytes(StandardCharsets.UTF_8);
        }
    }
}
