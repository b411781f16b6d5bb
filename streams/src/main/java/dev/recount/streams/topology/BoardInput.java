package dev.recount.streams.topology;

import dev.recount.streams.detect.Issued;
import dev.recount.streams.incident.Response;
import org.jspecify.annotations.Nullable;

/**
 * What reaches the incidents: one of the two.
 *
 * @param issued a revision of an alert
 * @param response what a responder did
 */
public record BoardInput(@Nullable Issued issued, @Nullable Response response) {}
