package dev.recount.bench.query;

import dev.recount.query.replay.ReplayDesk;
import dev.recount.query.replay.ReplayRequest;
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.ReplayReport;
import java.util.List;

/** Stands where replays would be made, which are not measured here. */
final class NoReplays implements ReplayDesk {

    @Override
    public List<Fault> faults(List<ReplayRequest.RuleFile> rules) {
        return List.of();
    }

    @Override
    public ReplayReport run(ReplayRequest request, ReplayProgress progress) {
        throw new UnsupportedOperationException("nothing is replayed here");
    }
}
