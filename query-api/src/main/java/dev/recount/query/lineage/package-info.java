/**
 * What hangs together: credentials, those who hold them, and what was reached with them, as a graph whose edges name the
 * events they rest on. Decided from events; where they are kept is not known here.
 */
@NullMarked
package dev.recount.query.lineage;

import org.jspecify.annotations.NullMarked;
