package dev.recount.ingest.http;

import dev.recount.runtime.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads request bodies into memory within two bounds: one for a body, also after gunzip, and one for all bodies at a time.
 * What announces itself as too large is not read at all.
 */
final class BodyReader {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final long bodyBytesMax;
    private final long memoryBytesMax;
    private final AtomicLong memoryBytes = new AtomicLong();

    BodyReader(long bodyBytesMax, long memoryBytesMax) {
        this.bodyBytesMax = bodyBytesMax;
        this.memoryBytesMax = memoryBytesMax;
    }

    /** A body whose memory is given back when the request is done. */
    final class Body implements AutoCloseable {
        private final byte[] bytes;
        private final long reserved;

        private Body(byte[] bytes, long reserved) {
            this.bytes = bytes;
            this.reserved = reserved;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public void close() {
            memoryBytes.addAndGet(-reserved);
        }
    }

    /**
     * The body of a request.
     *
     * @throws dev.recount.runtime.problem.ProblemException 413 when it is too large, 415 for an unknown encoding, 429 when
     *     too much is being read already, 400 when it cannot be read
     */
    Body read(Context ctx) {
        long announced = ctx.req().getContentLengthLong();
        if (announced > bodyBytesMax) {
            throw tooLarge();
        }
        var reservation = new Reservation();
        try {
            return new Body(read(ctx, Math.max(announced, 0), reservation), reservation.bytes);
        } catch (RuntimeException | IOException e) {
            memoryBytes.addAndGet(-reservation.bytes);
            throw e instanceof RuntimeException known ? known : unreadable((IOException) e);
        }
    }

    private byte[] read(Context ctx, long announced, Reservation reservation) throws IOException {
        boolean zipped = isGzip(ctx);
        reservation.grow(announced);
        // Not closed: closing would read what is left of an oversized body.
        InputStream in = ctx.req().getInputStream();
        if (!zipped && announced > 0) {
            return exactly(in, (int) announced);
        }
        return upToLimit(zipped ? new GZIPInputStream(in, CHUNK_BYTES) : in, reservation);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private byte[] upToLimit(InputStream in, Reservation reservation) throws IOException {
        var out = new ByteArrayOutputStream(CHUNK_BYTES);
        var chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            if (out.size() + read > bodyBytesMax) {
                throw tooLarge();
            }
            reservation.grow(read);
            out.write(chunk, 0, read);
        }
        return out.toByteArray();
    }

    private static boolean isGzip(Context ctx) {
        var encoding = ctx.header(Header.CONTENT_ENCODING);
        if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.strip().toLowerCase(Locale.ROOT).equals("gzip")) {
            return true;
        }
        throw Problem.UNSUPPORTED_MEDIA_TYPE.because(
                "Content-Encoding is not one we read (expected: gzip or identity)");
    }

    private RuntimeException tooLarge() {
        return Problem.PAYLOAD_TOO_LARGE.because(
                "the body is larger than " + bodyBytesMax + " bytes, compressed or not; send it in several requests");
    }

    private static RuntimeException unreadable(IOException e) {
        return Problem.INVALID_BODY.because(
                e instanceof ZipException ? "the body is not gzip" : "the body ends before it is complete");
    }

    private final class Reservation {
        private long bytes;

        void grow(long more) {
            if (memoryBytes.addAndGet(more) > memoryBytesMax) {
                memoryBytes.addAndGet(-more);
                throw Problem.TOO_MANY_REQUESTS.because("too much is being received at the moment");
            }
            bytes += more;
        }
    }
}
