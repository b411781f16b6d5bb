package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The real logs beside the repository, through the command line's importer. */
final class RealLogs {

    private RealLogs() {}

    /** Everything of CloudTrail, Vault and Claude Code. */
    static void importAll(RunningRecount recount) throws IOException {
        importFiles(
                recount,
                "cloudtrail",
                Stream.concat(
                                files("cloudtrail-stratus", ".json").stream(),
                                files("cloudtrail-otrf", ".ndjson").stream())
                        .toList());
        importFiles(recount, "vault", files("vault-audit", ".ndjson"));
        importFiles(recount, "claude-code", transcripts());
    }

    private static List<Path> transcripts() throws IOException {
        var folder = RealData.folder("agent-traces/claude-code");
        var files = new ArrayList<Path>();
        for (var line : Files.readAllLines(folder.resolve("expected-counts.ndjson"))) {
            files.add(folder.resolve(Pages.json(line).path("file").asText()));
        }
        return files;
    }

    static List<Path> files(String folder, String ending) throws IOException {
        try (var files = Files.list(RealData.folder(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** What the importer counted; nothing may be rejected. */
    static JsonNode importFiles(RunningRecount recount, String source, List<Path> files) throws IOException {
        var command = new ArrayList<>(List.of("import", source, "--output", "json"));
        files.forEach(file -> command.add(file.toString()));
        var run = recount.command(command.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
        var tally = Pages.json(run.output());
        assertThat(tally.path("rejected").asLong()).as(run.output()).isZero();
        return tally;
    }
}
