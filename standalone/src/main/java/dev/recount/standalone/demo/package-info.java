/** The demo: a recorded incident, played through the public doors as raw payloads, and told while it happens. */
@NullMarked
package dev.recount.standalone.demo;

import org.jspecify.annotations.NullMarked;
