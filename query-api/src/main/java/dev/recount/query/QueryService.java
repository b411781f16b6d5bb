package dev.recount.query;

/** Placeholder. */
public final class QueryService {
    private QueryService() {}
}
