package dev.recount.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.RecordJson;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TimesketchItemTest {

    @Test
    void has_what_timesketch_needs_and_is_tagged_with_what_the_timeline_says() throws IOException {
        var line = TimesketchItem.of(RecordJson.MAPPER.readTree("""
                {"event":{"id":"e1","type":"action","phase":"succeeded","occurred_at":"2026-04-24T16:41:07.120000Z",
                  "recorded_at":"2026-04-24T16:41:08.000000Z","actor":{"id":"agent:a","kind":"agent"},
                  "action":{"operation":"volumeDelete","verb":"destroy"},"facts":{"x":1},"facts_basis":{"x":"y"},
                  "evidence":{"partition":0,"offset":7,"leaf_hash":"00ff"}},
                 "links":[],"alerts":["alr_1"],"state":"corroborated"}"""), "inc_1");

        assertThat(line.get("message").asText()).contains("agent:a", "volumeDelete");
        assertThat(line.get("datetime").asText()).isEqualTo("2026-04-24T16:41:07.120000+00:00");
        assertThat(line.get("timestamp_desc").asText()).isEqualTo("Action outcome");
        assertThat(line.get("leaf_hash").asText()).isEqualTo("00ff");
        assertThat(line.get("incident_id").asText()).isEqualTo("inc_1");
        assertThat(line.get("tag")).hasToString("[\"action\",\"corroborated\",\"alr_1\"]");
    }
}
