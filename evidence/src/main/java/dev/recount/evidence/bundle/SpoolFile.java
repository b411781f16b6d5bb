package dev.recount.evidence.bundle;

import dev.recount.codec.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** A file of a bundle while it is being written: its hash is known when it is closed. */
final class SpoolFile extends OutputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final Path path;
    private final MessageDigest digest = Sha256.digest();
    private final CRC32 crc = new CRC32();
    private final OutputStream out;
    private long bytes;

    SpoolFile(String name, Path path) throws IOException {
        this.name = name;
        this.path = path;
        var sums = new CheckedOutputStream(new DigestOutputStream(Files.newOutputStream(path), digest), crc);
        this.out = new BufferedOutputStream(sums, BUFFER_BYTES);
    }

    @Override
    public void write(int data) throws IOException {
        out.write(data);
        bytes++;
    }

    @Override
    public void write(byte[] data, int from, int length) throws IOException {
        out.write(data, from, length);
        bytes += length;
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    String name() {
        return name;
    }

    Path path() {
        return path;
    }

    long bytes() {
        return bytes;
    }

    long crc() {
        return crc.getValue();
    }

    /** Of the closed file; to be asked once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
