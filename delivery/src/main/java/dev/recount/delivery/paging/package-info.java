/**
 * What one channel is told of one incident, and when: a state machine over records that knows no clock and no channel's\n * format. It makes one page of a storm, and none of a replay.
 */
@NullMarked
package dev.recount.delivery.paging;

import org.jspecify.annotations.NullMarked;
