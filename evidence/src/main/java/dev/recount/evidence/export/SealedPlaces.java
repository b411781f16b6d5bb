package dev.recount.evidence.export;

import dev.recount.evidence.seal.SealedLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The events of an export in the order of their leaves. */
final class SealedPlaces {

    private record SealedPlace(long leaf, ExportSource.Place place) {}

    private final List<SealedPlace> places;

    private SealedPlaces(List<SealedPlace> places) {
        this.places = places;
    }

    /** Those that the checkpoint covers, for what is newer is no part of it; empty when one of them has no leaf. */
    static Optional<SealedPlaces> of(Collection<ExportSource.Place> places, SealedLog log) {
        var sealed = new ArrayList<SealedPlace>(places.size());
        for (ExportSource.Place place : places) {
            if (!log.covers(place.partition(), place.offset())) {
                continue;
            }
            var leaf = log.leafOf(place.partition(), place.offset());
            if (leaf.isEmpty()) {
                return Optional.empty();
            }
            sealed.add(new SealedPlace(leaf.getAsLong(), place));
        }
        sealed.sort(Comparator.comparingLong(SealedPlace::leaf));
        return Optional.of(new SealedPlaces(sealed));
    }

    long[] leaves() {
        return places.stream().mapToLong(SealedPlace::leaf).toArray();
    }

    /**
     * Reads the canonical bytes of the events, a few at a time.
     *
     * @param progress told how many have been read
     */
    Iterator<byte[]> records(ExportSource source, LongConsumer progress) {
        return new Iterator<>() {
            private Iterator<byte[]> step = List.<byte[]>of().iterator();
            private int read;

            @Override
            public boolean hasNext() {
                return step.hasNext() || read < places.size();
            }

            @Override
            public byte[] next() {
                if (!step.hasNext()) {
                    progress.accept(read);
                    var next = places.subList(read, Math.min(places.size(), read + ExportSource.STEP)).stream()
                            .map(SealedPlace::place)
                            .toList();
                    step = source.records(next).iterator();
                    read += next.size();
                }
                return step.next();
            }
        };
    }
}
