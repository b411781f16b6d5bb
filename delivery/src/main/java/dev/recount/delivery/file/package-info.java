/**
 * Reads the alerts file. Everything that is wrong with it is said at once, by line and column.
 */
@NullMarked
package dev.recount.delivery.file;

import org.jspecify.annotations.NullMarked;
