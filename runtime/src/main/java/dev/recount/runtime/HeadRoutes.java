package dev.recount.runtime;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.InternalRouter;
import io.javalin.security.Roles;
import java.util.List;
import java.util.Set;

/**
 * Serves HEAD wherever GET is served: the same handler behind the same roles, of whose answer only the head is sent (RFC
 * 9110 §9.3.2). Left to itself, Javalin answers such a request without asking the handler, or who asks.
 */
final class HeadRoutes {

    private HeadRoutes() {}

    /** To be called once every route is known. */
    static void addTo(Javalin javalin) {
        var router = javalin.unsafe.internalRouter;
        for (var route : List.copyOf(router.allHttpHandlers())) {
            if (route.endpoint.method.equals(HandlerType.GET)) {
                add(router, route.endpoint);
            }
        }
    }

    private static void add(InternalRouter router, Endpoint get) {
        var roles = get.metadata(Roles.class);
        router.addHttpEndpoint(
                new Endpoint(HandlerType.HEAD, get.path, get.handler, roles == null ? Set.of() : Set.of(roles)));
    }
}
