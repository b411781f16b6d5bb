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
 * before, between or behind them, no comment, and every byte that is in no file the only one that can stand there (APPNOTE.TXT
 * 6.3.10, 4.3). Readers of zip files pass over what else there is, and do not agree on what they pass over.
 */
final class ZipLayout {

    /** The time of every file: the same bundle is the same bytes. A second earlier Java would add the machine's time zone. */
    static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private static final int DOS_TIME = 0x00210001;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    /** What a reader must know (4.4.3): nothing special, or that sizes have 64 bits. */
    private static final short VERSION = 10;

    private static final short VERSION_64 = 45;
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

    private static byte[] local(ZipEntry entry, byte[] name) {
        var extra = ZipEnd.large(entry.getSize(), entry.getCompressedSize());
        byte[] bytes = new byte[LOCAL_BYTES + name.length + extra.length];
        var header = ZipEnd.little(bytes).putInt(LOCAL);
        said(header, entry, name, extra).put(name).put(extra);
        return bytes;
    }

    private static byte[] central(ZipEntry entry, byte[] name, long offset) {
        var extra = ZipEnd.large(entry.getSize(), entry.getCompressedSize(), offset);
        byte[] bytes = new byte[CENTRAL_BYTES + name.length + extra.length];
        var header = ZipEnd.little(bytes).putInt(CENTRAL).putShort(version(extra));
        // No comment, the first disk, and no attributes.
        said(header, entry, name, extra).putShort((short) 0).putInt(0).putInt(0).putInt(ZipEnd.small(offset));
        header.put(name).put(extra);
        return bytes;
    }

    private static short version(byte[] extra) {
        return extra.length > 0 ? VERSION_64 : VERSION;
    }

    /** What both places say of a file, from what a reader must know to how long its name and the rest are. */
    private static ByteBuffer said(ByteBuffer into, ZipEntry entry, byte[] name, byte[] extra) {
        return into.putShort(version(extra))
                .putShort(UTF_8)
                .putShort((short) ZipEntry.STORED)
                .putInt(DOS_TIME)
                .putInt((int) entry.getCrc())
                .putInt(ZipEnd.small(entry.getCompressedSize()))
                .putInt(ZipEnd.small(entry.getSize()))
                .putShort((short) name.length)
                .putShort((short) extra.length);
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
