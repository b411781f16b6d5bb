package dev.recount.delivery.http;

import static dev.recount.runtime.access.OpenRoute.ANYONE;
import static dev.recount.runtime.access.Role.COMPLIANCE;
import static dev.recount.runtime.access.Role.ENGINEER;
import static dev.recount.runtime.access.Role.RESPONDER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.InertJson;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.answer.PagerDutyWebhook;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.retry.Verdict;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Every route of delivery. */
public final class DeliveryRoutes implements RouteGroup {

    /** The description of these routes, on the class path. */
    public static final String API = "/dev/recount/delivery/openapi/delivery.yaml";

    private static final int ANSWER_BYTES_MAX = 1 << 20;
    private static final QueryParams NONE = QueryParams.accepting();

    private final Deliveries deliveries;
    private final Clock clock;

    public DeliveryRoutes(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/incidents/{id}/deliveries", this::list, RESPONDER, COMPLIANCE);
        routes.get("/v1/incidents/{id}/card", this::card, RESPONDER, COMPLIANCE);
        routes.post("/v1/incidents/{id}/deliveries/{channel}/resend", this::resend, RESPONDER);
        routes.get("/v1/channels", this::channels, RESPONDER, ENGINEER, COMPLIANCE);
        routes.post("/v1/channels/{channel}/test", this::test, RESPONDER, ENGINEER);
        routes.post("/v1/channels/{channel}/answers", this::answer, ANYONE);
        new DeadLetterRoutes(deliveries, clock).addTo(routes);
    }

    private void list(Context ctx) {
        NONE.of(ctx);
        var pages = deliveries.pages(ctx.pathParam("id")).orElseThrow(DeliveryRoutes::noIncident);
        write(ctx, page(pages.stream().map(DeliveryShapes::page).toList()));
    }

    private void card(Context ctx) {
        NONE.of(ctx);
        write(ctx, DeliveryShapes.card(deliveries.card(ctx.pathParam("id")).orElseThrow(DeliveryRoutes::noIncident)));
    }

    private void resend(Context ctx) {
        NONE.of(ctx);
        var incident = ctx.pathParam("id");
        var channel = ctx.pathParam("channel");
        boolean told = deliveries.pages(incident).orElse(List.of()).stream()
                .anyMatch(page -> page.channel().equals(channel));
        if (told && deliveries.channel(channel).isEmpty()) {
            throw isNoMore(channel);
        }
        var page = deliveries
                .resend(incident, channel)
                .orElseThrow(() -> Problem.NOT_FOUND.because("this channel has not been told of this incident"));
        ctx.status(202);
        write(ctx, DeliveryShapes.page(page));
    }

    private void channels(Context ctx) {
        NONE.of(ctx);
        var answer =
                page(deliveries.channels().stream().map(DeliveryShapes::channel).toList());
        var problems = answer.putArray("file_problems");
        deliveries.fileProblems().forEach(problem -> problems.add(problem.toString()));
        write(ctx, answer);
    }

    private void test(Context ctx) {
        NONE.of(ctx);
        var verdict = deliveries
                .test(ctx.pathParam("channel"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("the alerts file has no such channel"));
        write(
                ctx,
                RecordJson.MAPPER
                        .createObjectNode()
                        .put("delivered", verdict instanceof Verdict.Delivered)
                        .put("detail", verdict.detail()));
    }

    /** What a responder did at the target, which says so itself: its signature is all that lets it in. */
    private void answer(Context ctx) throws IOException {
        NONE.of(ctx);
        var body = ctx.req().getInputStream().readNBytes(ANSWER_BYTES_MAX + 1);
        if (body.length > ANSWER_BYTES_MAX) {
            throw Problem.PAYLOAD_TOO_LARGE.because("more than " + ANSWER_BYTES_MAX + " bytes");
        }
        var signatures =
                Optional.ofNullable(ctx.header(PagerDutyWebhook.SIGNATURE)).orElse("");
        var channel = deliveries
                .channel(ctx.pathParam("channel"))
                .filter(known -> PagerDutyWebhook.isSigned(signatures, body, known.answerKeys()))
                .orElseThrow(
                        () -> Problem.UNAUTHORIZED.because("no channel of this name has a webhook_secret that made the"
                                + " header " + PagerDutyWebhook.SIGNATURE));
        take(channel, body);
        ctx.status(204);
    }

    private void take(Channel channel, byte[] body) {
        try {
            var answer = PagerDutyWebhook.read(body);
            if (answer.isPresent()) {
                deliveries.take(channel, answer.get());
            }
        } catch (JsonProcessingException e) {
            throw Problem.BAD_REQUEST.because("not readable as JSON");
        } catch (IOException e) {
            throw Problem.UNAVAILABLE.because("the log does not take events now");
        }
    }

    static ProblemException isNoMore(String channel) {
        return Problem.CONFLICT.because("the alerts file no longer has the channel " + channel);
    }

    private static ProblemException noIncident() {
        return Problem.NOT_FOUND.because("there is no such incident");
    }

    private ObjectNode page(List<ObjectNode> items) {
        var answer = RecordJson.MAPPER.createObjectNode();
        answer.putArray("items").addAll(items);
        return answer.putNull("next_cursor").put("as_of", Micros.text(clock.instant()));
    }

    static void write(Context ctx, JsonNode answer) {
        ctx.contentType("application/json")
                .result(InertJson.of(answer.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
