/** Every channel against a server on this machine that takes only what the real one is documented to take. */
package dev.recount.delivery.contract;
