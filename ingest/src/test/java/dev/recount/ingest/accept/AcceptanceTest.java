package dev.recount.ingest.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.codec.Codecs;
import dev.recount.codec.UnreadableRecord;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Reference;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

    private static final Instant NOW = Instant.parse("2026-04-24T16:41:07Z");
    private static final String TOKEN = "ghp_" + "x1Y2z3A4b5".repeat(4).substring(0, 36);

    private final Acceptance acceptance = new Acceptance(
            new EventRedactor(new Fingerprinter(FingerprintKey.of(new byte[32]))),
            Codecs.released().events());

    @Test
    void refuses_reference_data_about_a_secret_and_says_how_to_name_it() {
        assertThatThrownBy(() -> acceptance.accept(about(TOKEN), NOW))
                .isInstanceOfSatisfying(
                        UnreadableRecord.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.pointer()).isEqualTo("/reference/id");
                            assertThat(problem.detail())
                                    .contains("POST /v1/fingerprints")
                                    .doesNotContain(TOKEN);
                        }));
        assertThatThrownBy(() -> acceptance.accept(about("deploy-" + TOKEN), NOW))
                .isInstanceOf(UnreadableRecord.class);
    }

    @Test
    void takes_reference_data_about_a_fingerprint() {
        assertThat(acceptance.accept(about("fp_" + "0a".repeat(16)), NOW).envelopes())
                .hasSize(1);
    }

    private static Event about(String id) {
        return Event.of(EventType.CONTROL)
                .phase(Phase.REFERENCE_CHANGED)
                .reference(new Reference("credentials", id, null, null, null, null))
                .build();
    }
}
