package dev.recount.query.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.alert.Alert;
import dev.recount.codec.Micros;
import dev.recount.query.replay.ReplayJob;
import dev.recount.streams.replay.AlertDifference;
import dev.recount.streams.replay.ReplayReport;
import dev.recount.streams.replay.RuleFigures;
import dev.recount.streams.replay.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A replay as JSON. Lists of alerts are cut at a thousand; {@code counts} has their true lengths. */
final class ReplayAnswer {

    private static final int LISTED_MAX = 1_000;
    private static final double MILLIS = 1_000;

    private ReplayAnswer() {}

    static ObjectNode of(ReplayJob job) {
        var request = job.request();
        var state = job.state();
        var answer = Answers.object()
                .put("id", job.id())
                .put("status", state.status().name().toLowerCase(Locale.ROOT))
                .put("created_at", Micros.text(request.askedAt()))
                .put("rules", request.rules().isEmpty() ? "in force" : "given");
        putTime(answer, "from", request.range().from());
        putTime(answer, "to", request.range().to());
        answer.putObject("progress")
                .put("events", job.progress().events())
                .put("total", job.progress().total());
        if (state.error() != null) {
            answer.put("error", state.error());
        }
        if (state.report() != null) {
            answer.set("result", report(state.report()));
        }
        return answer;
    }

    private static void putTime(ObjectNode answer, String field, @Nullable Instant time) {
        if (time != null) {
            answer.put(field, Micros.text(time));
        }
    }

    private static ObjectNode report(ReplayReport report) {
        var difference = report.difference();
        var answer = Answers.object().put("events", report.events()).put("unreadable", report.unreadable());
        answer.putObject("counts")
                .put("added", difference.added().size())
                .put("removed", difference.removed().size())
                .put("changed", difference.changed().size())
                .put("same", difference.same());
        putAlerts(answer, "added", difference.added());
        putAlerts(answer, "removed", difference.removed());
        var changed = answer.putArray("changed");
        difference.changed().stream().limit(LISTED_MAX).forEach(pair -> changed.add(changed(pair)));
        var rules = answer.putArray("rules");
        report.rules().forEach(rule -> rules.add(rule(rule)));
        return answer;
    }

    private static void putAlerts(ObjectNode answer, String field, List<Alert> alerts) {
        var list = answer.putArray(field);
        alerts.stream().limit(LISTED_MAX).forEach(alert -> list.add(Answers.alert(alert)));
    }

    private static ObjectNode changed(AlertDifference.Changed pair) {
        var answer = Answers.object();
        answer.set("before", Answers.alert(pair.before()));
        answer.set("after", Answers.alert(pair.after()));
        answer.set("fields", Answers.texts(pair.fields()));
        return answer;
    }

    private static ObjectNode rule(RuleFigures figures) {
        var answer = Answers.object()
                .put("id", figures.rule().id())
                .put("title", figures.rule().title())
                .put("level", figures.rule().level().wire())
                .put("matches", figures.matches())
                .put("alerts", figures.alerts());
        figures.toAlert().ifPresent(spread -> answer.set("seconds_to_alert", seconds(spread)));
        figures.toIrreversible().ifPresent(spread -> answer.set("seconds_from_alert_to_irreversible", seconds(spread)));
        return answer;
    }

    private static ObjectNode seconds(Spread spread) {
        return Answers.object()
                .put("shortest", seconds(spread.shortest()))
                .put("median", seconds(spread.median()))
                .put("longest", seconds(spread.longest()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }
}
