package dev.recount.query.http;

import dev.recount.alert.Alert;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.query.QueryFixtures;
import dev.recount.query.replay.ReplayDesk;
import dev.recount.query.replay.ReplayRequest;
import dev.recount.query.replay.ReplayRequest.RuleFile;
import dev.recount.streams.replay.AlertDifference;
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.ReplayReport;
import dev.recount.streams.replay.RuleFigures;
import dev.recount.streams.replay.Spread;
import dev.recount.streams.replay.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Stands for the engine: a rule with the word "fault" has one, and one called "failing" fails when it is run. */
final class PlainReplays implements ReplayDesk {

    private static final Instant AT = Instant.parse("2026-04-24T16:41:07Z");

    /** Counted down before a run goes on. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public List<Fault> faults(List<RuleFile> rules) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).sigma().contains("fault")) {
                faults.add(new Fault(i, rules.get(i).name() + ":1:1: detection: fault (expected: none)"));
            }
        }
        return faults;
    }

    @Override
    public ReplayReport run(ReplayRequest request, ReplayProgress progress) throws InterruptedException {
        progress.begin(7);
        gate.await();
        progress.add(7);
        if (request.rules().stream().anyMatch(rule -> rule.name().equals("failing"))) {
            throw new IllegalStateException("the rules match too much");
        }
        var time = Duration.ofMillis(1_500);
        var figures = new RuleFigures(
                new RuleRef("R-1", "One", Level.HIGH, null, List.of(), "v1"),
                3,
                2,
                Optional.of(new Spread(time, time, time)),
                Optional.empty());
        return new ReplayReport(difference(request.range()), List.of(figures), 7, 0);
    }

    private static AlertDifference difference(TimeRange range) {
        List<Alert> before = List.of(alert("alr_gone", 1), alert("alr_changed", 1), alert("alr_same", 1));
        List<Alert> after = List.of(alert("alr_new", 1), alert("alr_changed", 2), alert("alr_same", 1));
        return AlertDifference.of(before, after, range);
    }

    private static Alert alert(String id, int events) {
        var evidence = java.util.stream.IntStream.range(0, events)
                .mapToObj(i -> "e" + i)
                .toList();
        return QueryFixtures.alert(id, 1, AT, evidence);
    }
}
