package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * What observed the fact.
 *
 * @param kind the kind of sensor
 * @param name which one, such as {@code claude-code} or {@code cloudtrail}
 * @param seq the sensor's own running number, for finding gaps
 */
public record Sensor(
        @Nullable SensorKind kind,
        @Nullable String name,
        @Nullable Long seq) {}
