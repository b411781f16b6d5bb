/** Alerts as they are asked for. */
@NullMarked
package dev.recount.query.alert;

import org.jspecify.annotations.NullMarked;
