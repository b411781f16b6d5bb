/**
 * What a credential is called. One and the same may be known by its fingerprint here and by its provider's handle there, so
 * whoever asks for all of its events asks by all of its names.
 */
@NullMarked
package dev.recount.query.credential;

import org.jspecify.annotations.NullMarked;
