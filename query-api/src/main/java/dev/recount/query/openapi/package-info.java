/** The OpenAPI document: written by hand, one file per service, put together and served as what this process answers. */
@NullMarked
package dev.recount.query.openapi;

import org.jspecify.annotations.NullMarked;
