package dev.recount.bench.realdata;

import dev.recount.sigma.collection.RuleCollection;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Measures rules on real data: {@code RealData DATA_DIR [RULES_DIR]}. Without a folder of rules it measures the shipped rules, and beside
 * them SigmaHQ's alone on the data that those are for, as the baseline. Prints recall and false alarms of each data set.
 */
public final class RealData {

    private RealData() {}

    @SuppressWarnings("SystemOut") // A command line of its own.
    public static void main(String[] arguments) throws IOException {
        var data = Path.of(arguments[0]);
        if (arguments.length > 1) {
            System.out.println(cloud(folder(Path.of(arguments[1])), data));
            return;
        }
        var shipped = RuleFiles.shippedBook();
        System.out.println("== The shipped rules");
        System.out.println(cloud(shipped, data));
        System.out.println(new AgentDojo(shipped).measure(data.resolve("agent-traces/agentdojo")));
        System.out.println(new Transcripts(shipped).measure(data.resolve("agent-traces/claude-code")));
        System.out.println();
        System.out.println("== SigmaHQ's rules alone, as the baseline");
        System.out.println(cloud(folder(data.resolve("sigma/rules")), data));
    }

    private static RuleBook folder(Path rules) {
        return RuleBook.of(RuleCollection.of(RuleFiles.folder(rules)));
    }

    /** What is measured of any rules: records of clouds. */
    private static String cloud(RuleBook rules, Path data) throws IOException {
        var techniques = new AttackTechniques(rules)
                .measure(data.resolve("cloudtrail-stratus"), data.resolve("cloudtrail-otrf"));
        return techniques + "%n".formatted() + new VendorTests(rules).measure(data.resolve("panther/rule-tests"));
    }
}
