package dev.recount.ingest.secret;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ranges of a text that findings cover, each as one unbroken piece. */
final class Coverage {
    private final TreeMap<Integer, Integer> endByStart = new TreeMap<>();

    private Coverage() {}

    static Coverage of(List<Finding> findings) {
        Coverage coverage = new Coverage();
        findings.stream().sorted(Comparator.comparingInt(Finding::start)).forEach(coverage::add);
        return coverage;
    }

    private void add(Finding finding) {
        Map.Entry<Integer, Integer> last = endByStart.lastEntry();
        if (last != null && last.getValue() >= finding.end()) {
            return;
        }
        endByStart.put(finding.start(), finding.end());
    }

    boolean covers(Finding finding) {
        Map.Entry<Integer, Integer> at = endByStart.floorEntry(finding.start());
        return at != null && at.getValue() >= finding.end();
    }
}
