package dev.recount.evidence.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recount.codec.RecordJson;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a bundle, read as they stand. */
final class Bundle implements AutoCloseable {

    private static final int SMALL_BYTES_MAX = 64 << 20;

    private final Path file;
    private final ZipFile zip;
    private final byte[] manifestBytes;
    private final JsonNode manifest;

    private Bundle(Path file, ZipFile zip) throws IOException, NotABundle {
        this.file = file;
        this.zip = zip;
        if (zip.getEntry(BundleFiles.MANIFEST) == null) {
            throw new NotABundle("there is no " + BundleFiles.MANIFEST + " in it");
        }
        manifestBytes = readable(BundleFiles.MANIFEST);
        manifest = read(manifestBytes);
    }

    /** Nothing where the zip is so damaged that a file cannot be read: then too there are findings to be told. */
    private byte[] readable(String name) {
        try {
            return bytes(name);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static JsonNode read(byte[] manifest) throws IOException {
        try {
            return RecordJson.MAPPER.readTree(manifest);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** @throws NotABundle when the file is no zip, or has no manifest */
    static Bundle open(Path file) throws IOException, NotABundle {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException e) {
            throw new NotABundle("it is not a zip file");
        }
        try {
            return new Bundle(file, zip);
        } catch (IOException | NotABundle | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The manifest; a missing node when it is not JSON any more. */
    JsonNode manifest() {
        return manifest;
    }

    byte[] manifestBytes() {
        return manifestBytes.clone();
    }

    /** Names of all files, as often as they are there. */
    List<String> names() {
        var names = new ArrayList<String>();
        zip.stream().map(ZipEntry::getName).forEach(names::add);
        return names;
    }

    /** What is wrong with the zip itself; empty if it is its files and nothing else. */
    Optional<String> fault() throws IOException {
        return ZipLayout.fault(file, zip.stream().toList());
    }

    /** The checksum that the zip has for a file. */
    long crc(String name) throws IOException {
        return entry(name).getCrc();
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    InputStream open(String name) throws IOException {
        return zip.getInputStream(entry(name));
    }

    private ZipEntry entry(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException(name + " is missing");
        }
        return entry;
    }

    /** A file that is small in every bundle. */
    byte[] bytes(String name) throws IOException {
        try (var in = open(name)) {
            byte[] bytes = in.readNBytes(SMALL_BYTES_MAX + 1);
            if (bytes.length > SMALL_BYTES_MAX) {
                throw new IOException(name + " is larger than any bundle has it");
            }
            return bytes;
        }
    }

    String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
