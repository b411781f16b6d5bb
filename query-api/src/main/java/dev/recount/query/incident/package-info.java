/** Incidents as they are asked for and answered to, the life of the credentials in them, and which to revoke first. */
@NullMarked
package dev.recount.query.incident;

import org.jspecify.annotations.NullMarked;
