package dev.recount.delivery.paging;

import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import java.time.Instant;

/**
 * What a channel was last told, or is being told.
 *
 * @param status the incident's status in that message
 * @param severity its severity
 * @param pagedAt when somebody was last woken; the window of folding counts from here
 */
public record Told(IncidentStatus status, Level severity, Instant pagedAt) {}
