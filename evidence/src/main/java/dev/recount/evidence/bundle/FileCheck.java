package dev.recount.evidence.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the bundle has the files that its manifest names, each with the bytes it names, and no other. */
final class FileCheck {

    private final Bundle bundle;
    private final List<Finding> findings = new ArrayList<>();

    FileCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    List<Finding> findings() {
        if (bundle.manifest().isMissingNode()) {
            return List.of(
                    Finding.differs("manifest.json cannot be read as JSON: it was changed, or the zip file was"));
        }
        JsonNode files = bundle.manifest().path("files");
        names(files);
        zip();
        int good = 0;
        for (var file : files.properties()) {
            good += isAsNamed(file.getKey(), file.getValue()) ? 1 : 0;
        }
        if (good == files.size() && findings.isEmpty()) {
            findings.add(Finding.holds("all " + good + " files are those that the manifest names, byte by byte"));
        }
        rules();
        alerts();
        return findings;
    }

    private void names(JsonNode files) {
        Set<String> seen = new HashSet<>();
        for (String name : bundle.names()) {
            if (!seen.add(name)) {
                findings.add(Finding.differs(name + " is in the bundle twice"));
            } else if (!files.has(name) && !name.equals(BundleFiles.MANIFEST) && !name.equals(BundleFiles.SIGNATURE)) {
                findings.add(Finding.differs(name + " is in the bundle and not in its manifest"));
            }
        }
        for (String needed : List.of(
                BundleFiles.RECORDS, BundleFiles.LEAVES, BundleFiles.HASHES, BundleFiles.CHECKPOINT, BundleFiles.KEY)) {
            if (!files.has(needed)) {
                findings.add(Finding.differs(needed + " is not in the manifest"));
            }
        }
    }

    private boolean isAsNamed(String name, JsonNode named) {
        try {
            var read = FileSums.of(bundle, name);
            if (read.isOf(named)) {
                return isChecked(name, read);
            }
            findings.add(Finding.differs(name + " is not the file that the manifest names: it was changed"));
        } catch (IOException e) {
            findings.add(Finding.differs(name + ": " + e.getMessage()));
        }
        return false;
    }

    private boolean isChecked(String name, FileSums read) throws IOException {
        if (read.crc() != bundle.crc(name)) {
            findings.add(Finding.differs("the zip file has another checksum (CRC-32) for " + name
                    + " than that file has: readers of zip files refuse it, or do not look"));
            return false;
        }
        return true;
    }

    private void zip() {
        try {
            bundle.fault()
                    .ifPresent(fault -> findings.add(Finding.differs("the zip file is not its files alone: " + fault)));
            for (String name : List.of(BundleFiles.MANIFEST, BundleFiles.SIGNATURE)) {
                var unused = bundle.has(name) && isChecked(name, FileSums.of(bundle, name));
            }
        } catch (IOException e) {
            findings.add(Finding.differs("the zip file is damaged: " + e.getMessage()));
        }
    }

    private void rules() {
        var counts = bundle.manifest().path("counts");
        long rules = bundle.names().stream()
                .filter(name -> name.startsWith(BundleFiles.RULES))
                .count();
        if (rules != counts.path("rules").asLong(-1)) {
            findings.add(Finding.differs("rules/ has " + rules + " files; the manifest says " + counts.path("rules")));
        }
        bundle.manifest()
                .path(BundleFiles.MISSING_RULES)
                .forEach(missing -> findings.add(Finding.unknown("what rule "
                        + missing.path("rule").asText() + " said when it raised "
                        + missing.path("alerts").asLong() + " of the alerts: its text was changed since, and the one of"
                        + " then, with the digest " + missing.path("version").asText() + ", is not kept")));
    }

    private void alerts() {
        var counts = bundle.manifest().path("counts");
        long alerts = 0;
        try (var lines = new Lines(bundle.open(BundleFiles.ALERTS))) {
            for (; lines.hasNext(); alerts++) {
                var unused = RecordJson.MAPPER.readTree(lines.next());
            }
        } catch (JsonProcessingException e) {
            findings.add(Finding.differs(BundleFiles.ALERTS + ": line " + (alerts + 1) + " is not JSON"));
            return;
        } catch (IOException | UncheckedIOException e) {
            findings.add(Finding.differs(BundleFiles.ALERTS + ": " + e.getMessage()));
            return;
        }
        if (alerts != counts.path("alerts").asLong(-1)) {
            findings.add(Finding.differs(
                    BundleFiles.ALERTS + " has " + alerts + " alerts; the manifest says " + counts.path("alerts")));
        }
    }
}
