/** Many rules against one event at a cost far below one rule at a time. Rules share their questions, and an index names the few rules an event can match at all. */
@NullMarked
package dev.recount.sigma.index;

import org.jspecify.annotations.NullMarked;
