/**
 * Who may ask for what: roles, bearer tokens kept only as digests, and the check before every route. Also the headers
 * that every answer carries so that a browser cannot be turned against its user.
 */
@NullMarked
package dev.recount.runtime.access;

import org.jspecify.annotations.NullMarked;
