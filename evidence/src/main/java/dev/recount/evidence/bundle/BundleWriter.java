package dev.recount.evidence.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.codec.InertJson;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.codec.Sha256;
import dev.recount.evidence.format.EventFormat;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.evidence.merkle.SubsetProof;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.SealedLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a bundle: first each file beside it, whose hashes then make the manifest, then the zip. What it keeps in memory
 * does not grow with the number of events, apart from eight bytes for the place of each.
 */
public final class BundleWriter {

    private static final RecordJson<Alert> ALERTS = RecordJson.of(Alert.class);

    private static final byte[] LINE_END = {'\n'};

    private final Path folder;
    private final SealedLog log;
    private final SigningKey key;
    private final List<SpoolFile> files = new ArrayList<>();
    private BundleReport report = BundleReport.NONE;
    private int spooled;

    /**
     * A writer of one bundle.
     *
     * @param folder an empty one to work in
     * @param log as of the checkpoint that the bundle rests on
     * @param key signs the manifest; the log's own
     */
    public BundleWriter(Path folder, SealedLog log, SigningKey key) {
        this.folder = folder;
        this.log = log;
        this.key = key;
    }

    /** Also encloses a report. */
    public BundleWriter enclosing(BundleReport given) {
        report = given;
        return this;
    }

    private SpoolFile file(String name) throws IOException {
        var file = new SpoolFile(name, folder.resolve("spool-" + spooled++));
        files.add(file);
        return file;
    }

    private void file(String name, String text) throws IOException {
        try (var file = file(name)) {
            file.write(text);
        }
    }

    /**
     * Writes the bundle.
     *
     * @param leaves where the events are in the log, ascending
     * @param records canonical bytes of the events at {@code leaves}, in that order
     * @param bundle the file to make
     */
    public void write(
            BundleRequest request,
            long[] leaves,
            Iterator<byte[]> records,
            Collection<Alert> alerts,
            EnclosedRules rules,
            Path bundle)
            throws IOException {
        file(BundleFiles.README, ReadMe.TEXT);
        file(BundleFiles.KEY, key.verifier() + "\n");
        file(BundleFiles.CHECKPOINT, log.note().toString());
        events(request.format().beside(alerts), leaves, records);
        hashes(leaves);
        alerts(request, alerts);
        for (var rule : new TreeMap<>(rules.texts()).entrySet()) {
            file(BundleFiles.RULES + rule.getKey(), rule.getValue());
        }
        for (var enclosed : new TreeMap<>(report.files()).entrySet()) {
            try (var file = file(enclosed.getKey())) {
                file.write(enclosed.getValue());
            }
        }
        zip(manifest(request, leaves.length, alerts.size(), rules), bundle);
    }

    private void events(EventFormat format, long[] leaves, Iterator<byte[]> canonical) throws IOException {
        try (var shown = file(format.fileName());
                var events = format.writer(shown);
                var records = file(BundleFiles.RECORDS);
                var places = file(BundleFiles.LEAVES)) {
            for (long leaf : leaves) {
                var record = new SealedRecord(leaf, canonical.next());
                events.write(record);
                report.add(record);
                records.write(record.bytes());
                records.write(LINE_END);
                places.write(leaf + "\n");
            }
        }
    }

    private void alerts(BundleRequest request, Collection<Alert> alerts) throws IOException {
        try (var file = file(BundleFiles.ALERTS)) {
            for (Alert alert : alerts) {
                file.write(InertJson.of(ALERTS.write(alert)) + "\n");
            }
        }
        var format = request.format().alerts();
        if (format.isPresent()) {
            try (var file = file(format.get().fileName())) {
                for (Alert alert : alerts) {
                    file.write(format.get().line(alert));
                }
            }
        }
    }

    private void hashes(long[] leaves) throws IOException {
        try (var file = file(BundleFiles.HASHES)) {
            SubsetProof.prove(LongStream.of(leaves).iterator(), log.size(), log.nodes(), hash -> {
                try {
                    file.write(Base64.getEncoder().encodeToString(hash) + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private byte[] manifest(BundleRequest request, long events, long alerts, EnclosedRules rules) {
        var manifest = RecordJson.MAPPER.createObjectNode().put("v", 1);
        manifest.put("created_at", Micros.text(request.createdAt()))
                .put("created_by", request.createdBy())
                .put("why", request.why())
                .put("format", request.format().name())
                .put("origin", log.checkpoint().origin())
                .put("tree_size", log.size());
        manifest.set("selection", request.selection());
        manifest.putObject("counts")
                .put("events", events)
                .put("alerts", alerts)
                .put("rules", rules.texts().size());
        rules.say(manifest);
        ObjectNode hashes = manifest.putObject("files");
        files.forEach(
                file -> hashes.putObject(file.name()).put("bytes", file.bytes()).put("sha256", file.sha256()));
        return (InertJson.of(manifest.toPrettyString()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void zip(byte[] manifest, Path bundle) throws IOException {
        var note = key.sign(BundleFiles.signatureText(Sha256.hex(manifest)));
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(bundle), 1 << 16))) {
            stored(zip, BundleFiles.MANIFEST, manifest);
            stored(zip, BundleFiles.SIGNATURE, note.toString().getBytes(StandardCharsets.UTF_8));
            for (SpoolFile file : files) {
                zip.putNextEntry(entry(file.name(), file.bytes(), file.crc()));
                Files.copy(file.path(), zip);
                zip.closeEntry();
                Files.delete(file.path());
            }
        }
    }

    private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        zip.putNextEntry(entry(name, content.length, crc.getValue()));
        zip.write(content);
        zip.closeEntry();
    }

    /** Not compressed: hashes do not shrink, and events are read more often than they are sent. */
    private static ZipEntry entry(String name, long bytes, long crc) {
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes);
        entry.setCrc(crc);
        entry.setTimeLocal(ZipLayout.TIME);
        return entry;
    }
}
