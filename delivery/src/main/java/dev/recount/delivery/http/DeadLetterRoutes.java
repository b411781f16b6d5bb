package dev.recount.delivery.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;
import static dev.recount.runtime.access.Role.RESPONDER;

import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.PageState;
import dev.recount.runtime.NextPage;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import dev.recount.runtime.problem.QueryValues;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Predicate;

/** What channels were told of all incidents, and what they never got. */
final class DeadLetterRoutes implements RouteGroup {

    private static final QueryParams LIST =
            QueryParams.accepting("limit", "cursor").repeatable("state", "channel");
    private static final QueryParams NONE = QueryParams.accepting();
    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000;

    private final Deliveries deliveries;
    private final Clock clock;

    DeadLetterRoutes(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/deliveries", this::list, RESPONDER, COMPLIANCE);
        routes.post("/v1/channels/{channel}/resend", this::resend, RESPONDER);
    }

    private void list(Context ctx) {
        var values = LIST.of(ctx);
        int limit = values.integer("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        var found = deliveries.pages().stream()
                .filter(wanted(values))
                .sorted(Comparator.comparing(ListPlace::of))
                .limit(limit + 1L)
                .toList();
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? ListPlace.of(shown.get(limit - 1)).cursor() : null;
        if (next != null) {
            NextPage.link(ctx, next);
        }
        var answer = RecordJson.MAPPER.createObjectNode();
        answer.putArray("items")
                .addAll(shown.stream().map(DeliveryShapes::pageOfMany).toList());
        DeliveryRoutes.write(ctx, answer.put("next_cursor", next).put("as_of", Micros.text(clock.instant())));
    }

    private static Predicate<Page> wanted(QueryValues values) {
        var states = values.choices("state", PageState.class);
        var channels = Set.copyOf(values.all("channel"));
        var behind = values.text("cursor").map(ListPlace::read);
        return page -> (states.isEmpty() || states.contains(PageState.of(page)))
                && (channels.isEmpty() || channels.contains(page.channel()))
                && behind.map(place -> place.compareTo(ListPlace.of(page)) < 0).orElse(true);
    }

    private void resend(Context ctx) {
        NONE.of(ctx);
        var channel = ctx.pathParam("channel");
        requireChannel(channel);
        var resent = deliveries.resendFailed(channel).stream()
                .sorted(Comparator.comparing(ListPlace::of))
                .map(Page::incidentId)
                .toList();
        var answer = RecordJson.MAPPER.createObjectNode().put("resent", resent.size());
        var incidents = answer.putArray("incidents");
        resent.forEach(incidents::add);
        ctx.status(202);
        DeliveryRoutes.write(ctx, answer);
    }

    private void requireChannel(String name) {
        if (deliveries.channel(name).isPresent()) {
            return;
        }
        throw deliveries.pages().stream().anyMatch(page -> page.channel().equals(name))
                ? DeliveryRoutes.isNoMore(name)
                : Problem.NOT_FOUND.because("the alerts file has no such channel");
    }
}
