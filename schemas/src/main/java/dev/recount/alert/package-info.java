/** What detection says: alerts with all their evidence, and the incidents that alerts merge into. */
@NullMarked
package dev.recount.alert;

import org.jspecify.annotations.NullMarked;
