package dev.recount.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of reference data (the registry): what is declared about credentials, resources, principals and so on.
 *
 * @param kind {@code credentials}, {@code resources}, {@code principals}, {@code automations}, {@code freezes},
 *     {@code destinations}, {@code holds}, {@code rules}, {@code approvals}
 * @param id the entry's id or glob
 * @param validFrom since when it is true; absent means since always
 * @param validTo until when it is true, exclusive; absent means for ever
 * @param withdrawn true when the entry is taken back as of {@link #validFrom()}
 * @param body the declaration itself, see {@code dev.recount.reference}
 */
public record Reference(
        @Nullable String kind,
        @Nullable String id,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable Boolean withdrawn,
        @Nullable Json body) {}
