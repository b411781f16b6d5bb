package dev.recount.query.log;

import dev.recount.query.Horizon;
import dev.recount.query.Visibility;
import dev.recount.streams.index.RecountIndex;
import java.time.Duration;
import java.time.Instant;

/**
 * The horizon of an index. Where this process alone records events, it waits a moment for what was acknowledged before the
 * question, so that whoever recorded something reads it. Else it is what the index had reached when it last looked at the log.
 */
public final class IndexHorizon implements Horizon {

    private static final Duration WAIT = Duration.ofMillis(100);

    private final Recording recording;
    private final RecountIndex index;
    private final Visibility visibility;

    /** @param visibility told when the index has changed */
    public IndexHorizon(Recording recording, RecountIndex index, Visibility visibility) {
        this.recording = recording;
        this.index = index;
        this.visibility = visibility;
    }

    @Override
    public Instant settled() {
        // Asked first: what is acknowledged after it is recorded after it too.
        var inLog = recording.inLog();
        if (recording.isAlone()) {
            var acknowledged = recording.acknowledged();
            if (visibility.await(WAIT, () -> index.has(acknowledged))) {
                return inLog;
            }
        }
        return index.settled().orElse(inLog);
    }
}
