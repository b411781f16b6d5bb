package dev.recount.runtime.access;

import java.util.Optional;

/** Is told of calls that were turned away, on the thread that answers them; must not throw and must return at once. */
@FunctionalInterface
public interface DeniedCalls {

    /**
     * One call.
     *
     * @param method HTTP method
     * @param route the route's own path, with names in the place of ids
     * @param question path and parameters as they were asked
     * @param status what it was answered with: 401, 403 or 429
     * @param caller whose token it carried, when that was known
     * @param address network address that it came from
     * @param reason why, as the caller was told
     */
    record Denied(
            String method,
            String route,
            String question,
            int status,
            Optional<Caller> caller,
            String address,
            String reason) {}

    void denied(Denied call);
}
