package dev.recount.runtime;

import io.javalin.config.RoutesConfig;

/** Routes that belong together and are served by one module; each names the roles that may use it. */
@FunctionalInterface
public interface RouteGroup {

    void addTo(RoutesConfig routes);
}
