/**
 * What a person or a pipe sees: tables, JSON, progress. Text that agents wrote is hostile and is shown with its control
 * characters taken out.
 */
@NullMarked
package dev.recount.standalone.terminal;

import org.jspecify.annotations.NullMarked;
