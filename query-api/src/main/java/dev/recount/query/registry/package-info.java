/** Reference data as it is asked for and declared. */
@NullMarked
package dev.recount.query.registry;

import org.jspecify.annotations.NullMarked;
