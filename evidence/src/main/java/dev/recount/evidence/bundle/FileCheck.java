package dev.recount.evidence.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.codec.Sha256;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Whether the bundle has the files that its manifest names, each with the bytes it names, and no other. */
final class FileCheck {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Bundle bundle;
    private final List<Finding> findings = new ArrayList<>();

    FileCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    List<Finding> findings() {
        if (bundle.manifest().isMissingNode()) {
            return List.of(Finding.differs("manifest.json is not JSON: it was changed"));
        }
        JsonNode files = bundle.manifest().path("files");
        names(files);
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
            var digest = Sha256.digest();
            long bytes = 0;
            try (var in = bundle.open(name)) {
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    bytes += read;
                }
            }
            var sha256 = HexFormat.of().formatHex(digest.digest());
            if (bytes == named.path("bytes").asLong(-1)
                    && sha256.equals(named.path("sha256").asText())) {
                return true;
            }
            findings.add(Finding.differs(name + " is not the file that the manifest names: it was changed"));
        } catch (IOException e) {
            findings.add(Finding.differs(name + ": " + e.getMessage()));
        }
        return false;
    }

    private void rules() {
        var counts = bundle.manifest().path("counts");
        long rules = bundle.names().stream()
                .filter(name -> name.startsWith(BundleFiles.RULES))
                .count();
        if (rules != counts.path("rules").asLong(-1)) {
            findings.add(Finding.differs("rules/ has " + rules + " files; the manifest says " + counts.path("rules")));
        }
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
