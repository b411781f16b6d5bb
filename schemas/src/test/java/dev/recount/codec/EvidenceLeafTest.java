package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.TestEvents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class EvidenceLeafTest {

    @Test
    void commits_to_the_digest_of_the_canonical_event_and_to_no_content() throws Exception {
        var digest = HexFormat.of()
                .formatHex(RecordJson.of(dev.recount.event.Event.class).sha256(TestEvents.EVERYTHING));

        var entry = new String(EvidenceLeaf.entry(TestEvents.EVERYTHING), StandardCharsets.UTF_8);

        assertThat(entry)
                .isEqualTo("{\"id\":\"evt-everything\",\"sha256\":\"" + digest
                        + "\",\"time\":\"2026-04-24T16:41:00.007122Z\",\"v\":1}");
        var leaf = MessageDigest.getInstance("SHA-256");
        leaf.update((byte) 0);
        assertThat(EvidenceLeaf.hash(TestEvents.EVERYTHING))
                .isEqualTo(leaf.digest(entry.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void changes_when_any_byte_of_the_event_changes() {
        var other = TestEvents.EVERYTHING.toBuilder()
                .traceId("5bf92f3577b34da6a3ce929d0e0e4736")
                .build();

        assertThat(EvidenceLeaf.hex(other)).isNotEqualTo(EvidenceLeaf.hex(TestEvents.EVERYTHING));
    }
}
