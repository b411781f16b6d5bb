package dev.recount.evidence.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import dev.recount.codec.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A bundle taken apart, to be changed and put together again. */
final class Zip {

    final Map<String, byte[]> files = new LinkedHashMap<>();

    static Zip of(Path bundle) throws IOException {
        var zip = new Zip();
        try (var in = new ZipInputStream(Files.newInputStream(bundle))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.files.put(entry.getName(), in.readAllBytes());
            }
        }
        return zip;
    }

    String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    void text(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Changes the lines of a file. */
    void lines(String name, UnaryOperator<List<String>> change) {
        var lines = new ArrayList<>(List.of(text(name).split("\n", -1)));
        lines.remove(lines.size() - 1);
        text(name, String.join("\n", change.apply(lines)) + "\n");
    }

    /** What somebody does who knows the format and has no key: makes the manifest fit the files. */
    void fitManifest() throws IOException {
        var manifest = (ObjectNode) RecordJson.MAPPER.readTree(files.get("manifest.json"));
        var hashes = (ObjectNode) manifest.get("files");
        files.forEach((name, bytes) -> {
            if (hashes.has(name)) {
                hashes.putObject(name).put("bytes", bytes.length).put("sha256", Sha256.hex(bytes));
            }
        });
        var records = text("records.ndjson").chars().filter(c -> c == '\n').count();
        ((ObjectNode) manifest.get("counts")).put("events", records).put("fitted", true);
        text("manifest.json", manifest.toPrettyString() + "\n");
    }

    private static ZipEntry entry(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(ZipLayout.TIME);
        return entry;
    }

    Path write(Path file) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var each : files.entrySet()) {
                out.putNextEntry(entry(each.getKey(), each.getValue()));
                out.write(each.getValue());
            }
        }
        return file;
    }
}
