package dev.recount.standalone.node;

import dev.recount.query.replay.ReplayDesk;
import dev.recount.query.replay.ReplayRequest;
import dev.recount.query.replay.ReplayRequest.RuleFile;
import dev.recount.reference.RegistryEntry;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.hunt.RunnableRules;
import dev.recount.sigma.match.Placeholders;
import dev.recount.sigma.parse.ParseResult;
import dev.recount.sigma.parse.Problem;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleText;
import dev.recount.streams.detect.RulesInForce;
import dev.recount.streams.log.LogReplay;
import dev.recount.streams.replay.ReplayProgress;
import dev.recount.streams.replay.ReplayReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lets the query side replay the log with detection's own engine. */
public final class LogReplayDesk implements ReplayDesk {

    private final LogReplay replay;
    private final List<RuleText> shipped;

    /** @param shipped the files that detection has too */
    public LogReplayDesk(LogReplay replay, List<RuleText> shipped) {
        this.replay = replay;
        this.shipped = List.copyOf(shipped);
    }

    @Override
    public List<Fault> faults(List<RuleFile> rules) {
        var parsed = parsed(rules);
        var collection = RuleCollection.of(parsed);
        List<Problem> problems =
                new ArrayList<>(RunnableRules.of(collection, Placeholders.NONE).problems());
        parsed.forEach(file -> file.documents().forEach(document -> problems.addAll(RuleBook.problems(document))));
        return problems.stream()
                .distinct()
                .map(problem -> fault(problem, rules))
                .toList();
    }

    /** Files are told apart by their place, because two of them may have one name. */
    private static List<ParseResult> parsed(List<RuleFile> rules) {
        List<ParseResult> parsed = new ArrayList<>();
        for (RuleFile file : rules) {
            parsed.add(SigmaParser.parse(String.valueOf(parsed.size()), file.sigma()));
        }
        return parsed;
    }

    private static Fault fault(Problem problem, List<RuleFile> rules) {
        var at = problem.location();
        int place = Integer.parseInt(at.file());
        return new Fault(
                place,
                "%s:%d:%d: %s%s (expected: %s)"
                        .formatted(
                                rules.get(place).name(),
                                at.line(),
                                at.column(),
                                problem.field().isEmpty() ? "" : problem.field() + ": ",
                                problem.offending(),
                                problem.expected()));
    }

    @Override
    public ReplayReport run(ReplayRequest request, ReplayProgress progress) throws InterruptedException {
        return replay.run(entries -> book(request, entries), request.range(), request.askedAt(), progress);
    }

    private RuleBook book(ReplayRequest request, Collection<RegistryEntry> entries) {
        return request.rules().isEmpty()
                ? RulesInForce.of(shipped, entries, Instant.MAX).book()
                : RuleBook.of(RuleCollection.of(parsed(request.rules())));
    }
}
