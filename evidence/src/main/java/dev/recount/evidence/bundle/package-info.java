/**
 * Evidence bundles: written as a stream, verified from nothing but their own bytes and a public key. Knows files, and
 * neither Kafka nor HTTP nor a clock.
 */
@NullMarked
package dev.recount.evidence.bundle;

import org.jspecify.annotations.NullMarked;
