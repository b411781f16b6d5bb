/** Channels against the real thing: Debian's Alertmanager and a mail server, started by the tests ({@code -Pservers}). */
package dev.recount.delivery.servers;
