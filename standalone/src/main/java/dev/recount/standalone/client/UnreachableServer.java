package dev.recount.standalone.client;

import java.net.URI;

/** Nobody answered, or somebody who cannot work now; the message says whom we asked and what to do. */
public final class UnreachableServer extends RuntimeException {

    UnreachableServer(URI server, Throwable cause) {
        super("no server answers at " + server + "; start one with `recount up`, or name another with --server", cause);
    }

    public UnreachableServer(String message) {
        super(message);
    }
}
