package dev.recount.bench.realdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The aims for the shipped rules on real public records. Runs where the data lies beside the repository. */
@Tag("real-data")
class RealDataTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();

    @Test
    void alerts_on_most_techniques_that_were_carried_out() throws IOException {
        var techniques = new AttackTechniques(RULES);

        var report = techniques.measure(data("cloudtrail-stratus"), data("cloudtrail-otrf"));

        assertThat(techniques.found()).as(report).isGreaterThanOrEqualTo(15);
    }

    @Test
    void finds_injected_agents_and_leaves_the_others_alone() throws IOException {
        var runs = new AgentDojo(RULES);

        var report = runs.measure(data("agent-traces/agentdojo"));

        assertThat(runs.recall()).as(report).isGreaterThanOrEqualTo(0.8);
        assertThat(runs.falseAlarms()).as(report).isLessThanOrEqualTo(0.02);
    }

    @Test
    void wakes_nobody_over_honest_work() throws IOException {
        var transcripts = new Transcripts(RULES);

        var report = transcripts.measure(data("agent-traces/claude-code"));

        assertThat(transcripts.calls()).as(report).isGreaterThan(250);
        assertThat(transcripts.alerts()).as(report).isZero();
    }

    static Path data(String folder) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var data = at.resolve("shared/data").resolve(folder);
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        assertThat(System.getenv("CI"))
                .as("CI needs shared/data/%s beside the repository", folder)
                .isNull();
        assumeTrue(false, "there is no shared/data beside the repository");
        throw new IllegalStateException();
    }
}
