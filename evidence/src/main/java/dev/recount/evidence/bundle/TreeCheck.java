package dev.recount.evidence.bundle;

import dev.recount.evidence.format.EventFormat;
import dev.recount.evidence.format.EventFormats;
import dev.recount.evidence.format.SealedRecord;
import dev.recount.evidence.format.ShownEvents;
import dev.recount.evidence.merkle.Frontier;
import dev.recount.evidence.merkle.SubsetProof;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Whether the records are leaves of the tree that was signed, and the events say what the records say. */
final class TreeCheck {

    private final Bundle bundle;
    private final Checkpoint checkpoint;
    private final List<Finding> findings = new ArrayList<>();
    private long records;
    /** Counts from 1; 0 if the events say what the records say. */
    private long firstDifferent;

    TreeCheck(Bundle bundle, Checkpoint checkpoint) {
        this.bundle = bundle;
        this.checkpoint = checkpoint;
    }

    List<Finding> findings() throws IOException {
        var format = EventFormats.named(bundle.manifest().path("format").asText());
        try (var lines = new Lines(bundle.open(BundleFiles.RECORDS));
                var places = new Lines(bundle.open(BundleFiles.LEAVES));
                var hashes = new Lines(bundle.open(BundleFiles.HASHES));
                var shown = shown(format)) {
            byte[] root = root(lines, places, hashes, shown);
            verdict(root, lines.hasNext());
            differs(shown.hasMore(), records + 1);
        } catch (NoSuchElementException e) {
            findings.add(Finding.differs("records.ndjson or proofs/ is shorter than the other: something was dropped"));
        } catch (IllegalArgumentException e) {
            findings.add(Finding.differs("proofs/ is not a proof for these records: " + e.getMessage()));
        }
        events(format);
        return findings;
    }

    private ShownEvents shown(Optional<EventFormat> format) throws IOException {
        return format.isEmpty()
                ? ShownEvents.UNKNOWN
                : format.get()
                        .beside(AlertCheck.alerts(bundle))
                        .shown(bundle.open(format.get().fileName()));
    }

    private byte[] root(Lines lines, Lines places, Lines hashes, ShownEvents shown) {
        Iterator<Long> indices = mapped(places, text -> Long.parseLong(text, 10));
        Iterator<byte[]> nodes = mapped(hashes, text -> Base64.getDecoder().decode(text));
        return SubsetProof.root(
                indices, leaf -> leafHash(new SealedRecord(leaf, lines.next()), shown), nodes, checkpoint.size());
    }

    private byte[] leafHash(SealedRecord record, ShownEvents shown) {
        records++;
        try {
            differs(!shown.isNext(record), records);
            return record.leafHash();
        } catch (IOException e) {
            throw new UncheckedIOException("line " + records + " of records.ndjson: " + e.getMessage(), e);
        }
    }

    private void differs(boolean differs, long event) {
        if (differs && firstDifferent == 0) {
            firstDifferent = event;
        }
    }

    private static <T> Iterator<T> mapped(Lines lines, java.util.function.Function<String, T> read) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public T next() {
                return read.apply(lines.nextText());
            }
        };
    }

    private void verdict(byte[] root, boolean more) {
        if (more) {
            findings.add(Finding.differs("records.ndjson has more records than proofs/leaves: something was added"));
        }
        if (!Arrays.equals(root, checkpoint.root())) {
            findings.add(
                    Finding.differs("the records and proofs/ do not lead to the root of the checkpoint: a record or a"
                            + " proof was changed, dropped, added, doubled or moved, or belongs to another log"));
        } else if (!more) {
            findings.add(Finding.holds(records + " records are leaves of the tree that was signed, unchanged"));
        }
        long counted = bundle.manifest().path("counts").path("events").asLong(-1);
        if (records != counted) {
            findings.add(Finding.differs("there are " + records + " records; the manifest says " + counted));
        }
        findings.add(
                records == checkpoint.size()
                        ? Finding.holds("this is everything that was recorded up to the checkpoint: no leaf is missing")
                        : Finding.unknown(
                                "what the other " + (checkpoint.size() - records) + " leaves of the log are: this is a"
                                        + " selection, and that it is complete rests on the word of who signed the manifest"));
    }

    private void events(Optional<EventFormat> format) {
        if (format.isEmpty()) {
            findings.add(Finding.unknown(
                    "whether the events say what the records say: this version does not know the format"));
        } else if (firstDifferent > 0) {
            findings.add(Finding.differs(format.get().fileName() + " does not say what records.ndjson says: event "
                    + firstDifferent + " is the first that differs"));
        } else {
            findings.add(Finding.holds(format.get().fileName() + " says what records.ndjson says"));
        }
    }

    /** The root that the log had at an earlier size; empty unless every leaf before it is here. */
    Optional<byte[]> rootAt(long size) throws IOException {
        var frontier = new Frontier();
        try (var lines = new Lines(bundle.open(BundleFiles.RECORDS));
                var places = new Lines(bundle.open(BundleFiles.LEAVES))) {
            while (frontier.size() < size) {
                if (!places.hasNext() || Long.parseLong(places.nextText()) != frontier.size()) {
                    return Optional.empty();
                }
                frontier.append(new SealedRecord(frontier.size(), lines.next()).leafHash(), (h, n, hash) -> {});
            }
        }
        return Optional.of(frontier.root());
    }
}
