package dev.recount.ingest.http;

import dev.recount.ingest.accept.ItemMaker;
import dev.recount.ingest.source.BodySplitter;
import dev.recount.ingest.source.BodySplitter.Slice;
import dev.recount.ingest.source.CloudEventItems;
import dev.recount.ingest.source.NativeItems;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code POST /v1/events}: native events as one object, an array or NDJSON, and CloudEvents in all three modes. */
final class EventsDoor {

    private static final QueryParams NO_PARAMS = QueryParams.accepting();

    private final BodyReader bodies;
    private final Intake intake;
    private final ItemMaker nativeItems;
    private final CloudEventItems cloudEvents;
    private final IngestMeters meters;
    private final Clock clock;

    EventsDoor(
            BodyReader bodies,
            Intake intake,
            ItemMaker nativeItems,
            CloudEventItems cloudEvents,
            IngestMeters meters,
            Clock clock) {
        this.bodies = bodies;
        this.intake = intake;
        this.nativeItems = nativeItems;
        this.cloudEvents = cloudEvents;
        this.meters = meters;
        this.clock = clock;
    }

    void post(Context ctx) {
        var unused = NO_PARAMS.of(ctx);
        var started = clock.instant();
        var mode = mode(ctx);
        try (var body = bodies.read(ctx)) {
            var slices = slices(mode, body.bytes());
            if (slices.isEmpty() && isBlank(body.bytes())) {
                throw Problem.INVALID_BODY.because(
                        "the body is empty (expected: an event, an array of events, or NDJSON)");
            }
            var result = intake.take(body.bytes(), slices, maker(mode, ctx));
            meters.counted(NativeItems.SOURCE, body.bytes().length, result, started, clock.instant());
            Answers.write(ctx, result);
        }
    }

    /** An array of no events is not blank: a sender with nothing to say has said so. */
    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b == '[') {
                return false;
            }
        }
        return true;
    }

    private enum Mode {
        JSON,
        LINES,
        CLOUD_EVENTS,
        CLOUD_EVENT_BINARY
    }

    private static Mode mode(Context ctx) {
        var type = mediaType(ctx);
        if (type.equals("application/cloudevents+json") || type.equals("application/cloudevents-batch+json")) {
            return Mode.CLOUD_EVENTS;
        }
        if (ctx.header("ce-specversion") != null) {
            return Mode.CLOUD_EVENT_BINARY;
        }
        return switch (type) {
            case "", "application/json", "text/json", "application/x-www-form-urlencoded" -> Mode.JSON;
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" ->
                Mode.LINES;
            default ->
                throw Problem.UNSUPPORTED_MEDIA_TYPE.because(
                        "Content-Type is not one we read (expected: application/json, application/x-ndjson,"
                                + " application/cloudevents+json or application/cloudevents-batch+json)");
        };
    }

    private static String mediaType(Context ctx) {
        var type = ctx.contentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static List<Slice> slices(Mode mode, byte[] body) {
        return switch (mode) {
            case LINES -> BodySplitter.lines(body);
            case CLOUD_EVENT_BINARY -> List.of(new Slice(0, body.length));
            default -> BodySplitter.values(body);
        };
    }

    private ItemMaker maker(Mode mode, Context ctx) {
        return switch (mode) {
            case CLOUD_EVENTS -> cloudEvents.structured();
            case CLOUD_EVENT_BINARY -> cloudEvents.binary(attributes(ctx));
            default -> nativeItems;
        };
    }

    private static Map<String, String> attributes(Context ctx) {
        Map<String, String> attributes = new TreeMap<>();
        ctx.headerMap().forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("ce-")) {
                attributes.put(name.substring(3).toLowerCase(Locale.ROOT), value);
            }
        });
        return attributes;
    }
}
