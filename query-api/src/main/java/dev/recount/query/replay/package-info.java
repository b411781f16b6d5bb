/** What-if runs: recorded events through rules again, as jobs that somebody starts and looks after. The engine is another's. */
@NullMarked
package dev.recount.query.replay;

import org.jspecify.annotations.NullMarked;
