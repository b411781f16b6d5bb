package dev.recount.ingest.http;

import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.ItemMaker;
import dev.recount.ingest.accept.Outcome;
import dev.recount.ingest.log.Recorder;
import dev.recount.ingest.log.UnderWay;
import dev.recount.ingest.source.BodySplitter.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Runs the items of one body through the pure steps and into the log. A large body is worked on in pieces by several
 * threads, and a piece is handed to the log while the next are still being read; the order of the items is kept.
 */
final class Intake {

    private static final int PIECE_BYTES = 96 * 1024;

    private final Recorder recorder;
    private final UnderWay underWay;
    private final Executor workers;

    Intake(Recorder recorder, UnderWay underWay, Executor workers) {
        this.recorder = recorder;
        this.underWay = underWay;
        this.workers = workers;
    }

    /**
     * What became of a body's items.
     *
     * @param items in order
     * @param outcomes of the same items
     */
    record Result(List<Item> items, List<Outcome> outcomes) {}

    /** Blocks until the log has answered for every item. */
    Result take(byte[] body, List<Slice> slices, ItemMaker maker) {
        try (var stamp = underWay.begin()) {
            return take(body, slices, maker, stamp.at());
        }
    }

    private Result take(byte[] body, List<Slice> slices, ItemMaker maker, Instant now) {
        var pieces = pieces(slices);
        var made = new ArrayList<CompletableFuture<List<Item>>>(pieces.size());
        for (int i = 1; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            made.add(CompletableFuture.supplyAsync(() -> make(body, piece, maker, now), workers));
        }
        var items = new ArrayList<Item>(slices.size());
        var answers = new ArrayList<CompletableFuture<List<Outcome>>>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            var piece = i == 0
                    ? make(body, pieces.get(0), maker, now)
                    : made.get(i - 1).join();
            items.addAll(piece);
            answers.add(recorder.record(piece));
        }
        var outcomes = new ArrayList<Outcome>(items.size());
        answers.forEach(answer -> outcomes.addAll(answer.join()));
        return new Result(items, outcomes);
    }

    private static List<Item> make(byte[] body, List<Slice> slices, ItemMaker maker, Instant now) {
        var items = new ArrayList<Item>(slices.size());
        for (Slice slice : slices) {
            items.add(maker.make(body, slice.offset(), slice.length(), now));
        }
        return items;
    }

    private static List<List<Slice>> pieces(List<Slice> slices) {
        var pieces = new ArrayList<List<Slice>>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < slices.size(); i++) {
            bytes += slices.get(i).length();
            if (bytes >= PIECE_BYTES || i == slices.size() - 1) {
                pieces.add(slices.subList(from, i + 1));
                from = i + 1;
                bytes = 0;
            }
        }
        return pieces;
    }
}
