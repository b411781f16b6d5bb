package dev.recount.streams.topology;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import org.jspecify.annotations.Nullable;

/** What leaves the last stage: one of the two. */
record Published(@Nullable Alert alert, @Nullable Incident incident) {}
