/** The real system: a whole Recount in a JVM of its own, real HTTP, real files, real kills. */
package dev.recount.standalone.system;
