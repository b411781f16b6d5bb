/**
 * Reports on controls: what standards ask of a log, performed again on the record itself. Pure but for what is read; a report
 * says what it does not show as plainly as what it does.
 */
@NullMarked
package dev.recount.evidence.report;

import org.jspecify.annotations.NullMarked;
