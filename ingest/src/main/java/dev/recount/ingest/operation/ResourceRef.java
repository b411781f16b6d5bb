package dev.recount.ingest.operation;

import org.jspecify.annotations.Nullable;

/**
 * What an operation acts on.
 *
 * @param id {@code railway:volume/3d2c42fb-…}, {@code file:/abs/path}, an ARN
 * @param kind {@code volume}, {@code file}, {@code table}, …
 */
public record ResourceRef(String id, @Nullable String kind) {
    static ResourceRef of(String provider, @Nullable String kind, String name) {
        if (name.startsWith("arn:")) {
            return new ResourceRef(name, kind);
        }
        return new ResourceRef(provider + ":" + (kind == null ? "" : kind + "/") + name, kind);
    }
}
