package dev.recount.evidence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.note.Checkpoint;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A report as JSON, from which its other forms are made. */
final class ControlReport {

    private static final List<String> NOT_SHOWN = List.of(
            "that an event was true when it was recorded: a sensor says what it saw",
            "what no sensor saw: an agent that runs without a sensor leaves no record here",
            "that a sensor was well: one that was heard once may have been silent ever since",
            "that anybody evaluated an alert: that an incident was acknowledged says who took it, and not what they found",
            "that clocks agree to less than a day",
            "how the organisation's other systems keep to the control: this speaks of what Recount records");

    private ControlReport() {}

    /**
     * Puts a report together.
     *
     * @param known what the report rests on beside the record
     */
    static ObjectNode of(
            Control control,
            Selection selection,
            Population population,
            Circumstances known,
            Checkpoint checkpoint,
            Instant madeAt,
            Extent extent) {
        var report = RecordJson.MAPPER
                .createObjectNode()
                .put("v", 1)
                .put("control", control.wire())
                .put("title", control.title())
                .put("made_at", Micros.text(madeAt));
        selection.from().ifPresent(from -> report.put("from", Micros.text(from)));
        selection.to().ifPresent(to -> report.put("to", Micros.text(to)));
        report.putObject("checkpoint")
                .put("origin", checkpoint.origin())
                .put("size", checkpoint.size())
                .put("root", HexFormat.of().formatHex(checkpoint.root()));
        population(population, report.putObject("population"));
        var checks = report.putArray("checks");
        var performed = new Checks(population, known.kept(), madeAt);
        control.demands()
                .forEach(demand -> check(demand, performed.perform(demand.check()), extent, checks.addObject()));
        var silence = report.putObject("silence");
        silence(population, known.rules(), silence);
        canaries(population.canaries, selection, madeAt, silence);
        texts(report.putArray("does_not_show"), NOT_SHOWN);
        return report;
    }

    private static void population(Population population, ObjectNode into) {
        into.put("events", population.events)
                .put("sessions", population.uses.count())
                .put("sessions_that_number", population.numbered.size())
                .put("actors", population.actors.size())
                .put("alerts", population.alerts.size())
                .put("alerts_that_stand", population.standing().count());
        if (population.first != null && population.last != null) {
            into.put("first", Micros.text(population.first)).put("last", Micros.text(population.last));
        }
        counts(into.putObject("by_type"), population.types);
        counts(into.putObject("by_sensor"), population.sensors);
    }

    private static void counts(ObjectNode into, Map<String, Long> counts) {
        counts.forEach(into::put);
    }

    private static void check(Control.Demand demand, Finding finding, Extent extent, ObjectNode into) {
        into.put("clause", demand.clause())
                .put("asks", demand.check().asks())
                .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                .put("looked_at", finding.lookedAt())
                .put("exceptions", finding.exceptions())
                .put("says", finding.says());
        var named = finding.examples().stream().limit(extent.examples()).toList();
        texts(into.putArray("examples"), named);
        if (finding.exceptions() > named.size()) {
            into.put("not_named", finding.exceptions() - named.size()).put("rest", extent.rest());
        }
    }

    /** That no rule spoke says something only of the rules that were there and of the sensors that were heard. */
    private static void silence(Population population, Set<String> rulesInForce, ObjectNode into) {
        var spoke = population.alerts.stream().map(alert -> alert.rule().id()).collect(Collectors.toSet());
        var silent = new TreeSet<>(rulesInForce);
        silent.removeAll(spoke);
        into.put(
                        "rules_are",
                        "those in force at some time in the range, by what had been entered; of the rules that ship, those"
                                + " of the version of Recount that made this report")
                .put("rules_in_force", rulesInForce.size())
                .put("rules_that_spoke", spoke.size());
        texts(into.putArray("silent_rules"), silent);
        texts(into.putArray("sensors_heard"), population.sensors.keySet());
    }

    private static void canaries(CanaryHistory canaries, Selection range, Instant madeAt, ObjectNode into) {
        into.put("canaries", canaries.sent())
                .put("canaries_missed", canaries.missed().count())
                .put("canaries_not_vouched_for", canaries.forged().count());
        canaries.first().ifPresent(at -> into.put("first_canary_that_came_back", Micros.text(at)));
        canaries.last().ifPresent(at -> into.put("last_canary_that_came_back", Micros.text(at)));
        var end = range.to().filter(madeAt::isAfter).orElse(madeAt);
        canaries.longestSilence(range.from(), end)
                .ifPresent(silence -> into.put("longest_silence_of_canaries_seconds", silence.toSeconds()));
    }

    private static void texts(ArrayNode into, Iterable<String> texts) {
        texts.forEach(into::add);
    }
}
