package dev.recount.streams.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FactNameTest {

    /** The facts that the event vocabulary promises to rules, by name. */
    @Test
    void holds_every_fact_of_the_vocabulary() {
        assertThat(Arrays.stream(FactName.values()).map(FactName::text))
                .contains(
                        "credential.registered",
                        "credential.issued_to_actor",
                        "credential.purpose_match",
                        "credential.environment_match",
                        "credential.custody",
                        "credential.first_seen_event",
                        "credential.age_in_session_ms",
                        "resource.environment",
                        "resource.environment_match",
                        "resource.created_by_session",
                        "action.destructive",
                        "action.reversibility",
                        "approval.state",
                        "recovery.last_path",
                        "freeze.active",
                        "automation.covered",
                        "actor.first_use",
                        "credential.dormant_days");
    }
}
