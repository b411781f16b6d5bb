package dev.recount.ingest.accept;

import dev.recount.codec.FieldProblem;
import dev.recount.event.Rejection;
import dev.recount.ingest.secret.SecretKind;
import java.util.List;

/** One item of a request after the pure steps: fit for the log, or refused. */
public sealed interface Item {

    /**
     * Accepted.
     *
     * @param envelopes the item's own event first, then what was derived from it; never empty
     * @param secrets the kinds of the secrets that were replaced in it
     * @param warnings what looks wrong and was recorded as it is
     */
    record Ready(List<Envelope> envelopes, List<SecretKind> secrets, List<FieldProblem> warnings) implements Item {
        public Ready {
            envelopes = List.copyOf(envelopes);
            secrets = List.copyOf(secrets);
            warnings = List.copyOf(warnings);
            if (envelopes.isEmpty()) {
                throw new IllegalArgumentException("envelopes: empty (expected: the item's own event at least)");
            }
        }
    }

    /**
     * Refused.
     *
     * @param rejection what is kept of it
     * @param malformed whether it was not even JSON
     */
    record Wrong(Rejection rejection, boolean malformed) implements Item {

        /** What the sender is told. */
        public Outcome.Refused outcome() {
            var pointer = rejection.pointer();
            return new Outcome.Refused(rejection.id(), pointer == null ? "" : pointer, rejection.detail());
        }
    }
}
