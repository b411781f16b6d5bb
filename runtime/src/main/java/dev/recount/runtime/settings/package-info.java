/**
 * Turns flags, environment, a file and defaults into typed values, and reports everything that is wrong with them at
 * once. Config records elsewhere are built from {@link dev.recount.runtime.settings.Settings} and from nothing else.
 */
@NullMarked
package dev.recount.runtime.settings;

import org.jspecify.annotations.NullMarked;
