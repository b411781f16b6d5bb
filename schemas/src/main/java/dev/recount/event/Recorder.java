package dev.recount.event;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Recount's own voice: the sensor kind {@code recorder} and the names of its parts. What it says of itself (who read what, what
 * it could not read, whom it told) is evidence only as long as nobody else can say it.
 */
public final class Recorder {

    /** The HTTP API, as sensor and as tool: reads of evidence, and what people do through it. */
    public static final String API = "recount-api";

    /** Detection, as sensor and as tool: records that it could not read. */
    public static final String DETECTION = "recount-detect";

    /** Delivery, as sensor: who was told of an incident. */
    public static final String DELIVERY = "recount-delivery";

    private static final Set<String> PARTS = Set.of(API, DETECTION, DELIVERY);

    private Recorder() {}

    /**
     * A field in which Recount speaks.
     *
     * @param pointer of the field, as a JSON pointer
     * @param word what it says
     */
    public record Voice(String pointer, String word) {}

    /**
     * Where an event speaks in Recount's voice; empty when it does not, and for the canary's steps, which say nothing
     * whoever sends them.
     */
    public static Optional<Voice> voice(Event event) {
        if (Canary.isStep(event)) {
            return Optional.empty();
        }
        var tool = event.action() == null ? null : event.action().tool();
        if (tool != null && (isPart(tool) || Canary.isReceipt(event))) {
            return Optional.of(new Voice("/action/tool", tool));
        }
        return Optional.ofNullable(event.sensor()).flatMap(Recorder::voice);
    }

    private static Optional<Voice> voice(Sensor sensor) {
        if (sensor.kind() == SensorKind.RECORDER) {
            return Optional.of(new Voice("/sensor/kind", SensorKind.RECORDER.wire()));
        }
        return Optional.ofNullable(sensor.name()).filter(Recorder::isPart).map(name -> new Voice("/sensor/name", name));
    }

    private static boolean isPart(String name) {
        return PARTS.contains(name.toLowerCase(Locale.ROOT));
    }
}
