package dev.recount.bench.realdata;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Measures rules on real data: {@code RealData DATA_DIR [RULES_DIR]}, the shipped rules when no folder is given. Prints recall
 * and false alarms of each data set.
 */
public final class RealData {

    private RealData() {}

    @SuppressWarnings("SystemOut") // A command line of its own.
    public static void main(String[] arguments) throws IOException {
        var data = Path.of(arguments[0]);
        var rules = arguments.length > 1
                ? RuleBook.of(RuleCollection.of(RuleFiles.folder(Path.of(arguments[1]))))
                : RuleFiles.shippedBook();
        System.out.println(new AttackTechniques(rules)
                .measure(data.resolve("cloudtrail-stratus"), data.resolve("cloudtrail-otrf")));
        System.out.println(new VendorTests(rules).measure(data.resolve("panther/rule-tests")));
        System.out.println(new AgentDojo(rules).measure(data.resolve("agent-traces/agentdojo")));
        System.out.println(new Transcripts(rules).measure(data.resolve("agent-traces/claude-code")));
    }
}
