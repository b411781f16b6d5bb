package dev.recount.evidence.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;

/**
 * Whether a zip file is its files, one behind the other and not compressed, and their directory, and nothing else: no byte
 * before, between or behind them, no comment, and the same said of each file in both places (APPNOTE.TXT 6.3.10, 4.3). Readers
 * of zip files pass over what else there is, and do not agree on what they pass over.
 */
final class ZipLayout {

    /** The time of every file: the same bundle is the same bytes. A second earlier Java would add the machine's time zone. */
    static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private static final int DOS_TIME = 0x00210001;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int ENTRY_VERSION_MAX = 63;
    private static final short UTF_8 = 0x0800;

    private final FileChannel file;
    private final List<byte[]> names = new ArrayList<>();
    private long at;

    private ZipLayout(FileChannel file) {
        this.file = file;
    }

    /**
     * What is wrong, for people; empty if nothing is.
     *
     * @param entries in the order of the directory
     */
    static Optional<String> fault(Path path, List<? extends ZipEntry> entries) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            return new ZipLayout(file).fault(entries);
        }
    }

    private Optional<String> fault(List<? extends ZipEntry> entries) throws IOException {
        var offsets = new long[entries.size()];
        for (int i = 0; i < offsets.length; i++) {
            var entry = entries.get(i);
            names.add(entry.getName().getBytes(StandardCharsets.UTF_8));
            offsets[i] = at;
            if (!isNext(local(entry, names.get(i)))) {
                return Optional.of(
                        "before " + entry.getName() + " stands something that is in none of its files, or that"
                                + " says something else of it than the directory");
            }
            at += entry.getCompressedSize();
        }
        long directory = at;
        for (int i = 0; i < offsets.length; i++) {
            if (!isNext(central(entries.get(i), names.get(i), offsets[i]))) {
                return Optional.of(
                        "behind its files stands something that is in none, or its directory has a remark on "
                                + entries.get(i).getName());
            }
        }
        var end = new ZipEnd(offsets.length, directory, at - directory).bytes();
        return isNext(end) && at == file.size()
                ? Optional.empty()
                : Optional.of("it has a comment, or something stands behind its directory");
    }

    private byte[] local(ZipEntry entry, byte[] name) throws IOException {
        var extra = ZipEnd.large(entry.getSize(), entry.getCompressedSize());
        byte[] bytes = new byte[LOCAL_BYTES + name.length + extra.length];
        var header = ZipEnd.little(bytes).putInt(LOCAL).putInt(rules(at + Integer.BYTES));
        said(header, entry, name, extra).put(name).put(extra);
        return bytes;
    }

    private byte[] central(ZipEntry entry, byte[] name, long offset) throws IOException {
        var extra = ZipEnd.large(entry.getSize(), entry.getCompressedSize(), offset);
        byte[] bytes = new byte[CENTRAL_BYTES + name.length + extra.length];
        var header = ZipEnd.little(bytes)
                .putInt(CENTRAL)
                .putShort((short) rules(at + Integer.BYTES))
                .putInt(rules(at + Integer.BYTES + Short.BYTES));
        // No comment, the first disk, and no attributes.
        said(header, entry, name, extra).putShort((short) 0).putInt(0).putInt(0).putInt(ZipEnd.small(offset));
        header.put(name).put(extra);
        return bytes;
    }

    /** What both places say of a file, from how it is compressed to how long its name and the rest are. */
    private static ByteBuffer said(ByteBuffer into, ZipEntry entry, byte[] name, byte[] extra) {
        return into.putShort((short) ZipEntry.STORED)
                .putInt(DOS_TIME)
                .putInt((int) entry.getCrc())
                .putInt(ZipEnd.small(entry.getCompressedSize()))
                .putInt(ZipEnd.small(entry.getSize()))
                .putShort((short) name.length)
                .putShort((short) extra.length);
    }

    /** Which version writes or reads it, which nobody needs, and in which letters names are: whatever stands there, if it is allowed. */
    private int rules(long position) throws IOException {
        var read = ZipEnd.little(read(position, Integer.BYTES));
        int version = Short.toUnsignedInt(read.getShort());
        int flags = read.getShort();
        return Math.min(version, ENTRY_VERSION_MAX) | (flags & UTF_8) << Short.SIZE;
    }

    private boolean isNext(byte[] expected) throws IOException {
        byte[] found = read(at, expected.length);
        at += expected.length;
        return Arrays.equals(found, expected);
    }

    /** What stands there; zeros where the file has ended. */
    private byte[] read(long position, int length) throws IOException {
        byte[] read = new byte[length];
        var bytes = ByteBuffer.wrap(read);
        while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {
            // A read may give less than was asked for.
        }
        return read;
    }
}
