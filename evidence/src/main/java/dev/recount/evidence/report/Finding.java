package dev.recount.evidence.report;

import java.util.List;

/**
 * What a check came to.
 *
 * @param verdict whether the record shows what is asked for
 * @param lookedAt how many were looked at
 * @param exceptions how many are not as they should be
 * @param examples some of these
 * @param says in words
 */
record Finding(Verdict verdict, long lookedAt, long exceptions, List<String> examples, String says) {

    /** Whether the record shows it. */
    enum Verdict {
        HOLDS,
        EXCEPTIONS,
        NOT_SHOWN
    }

    Finding {
        examples = List.copyOf(examples);
    }

    /** It holds unless there are exceptions; of nothing looked at nothing is shown. */
    static Finding of(long lookedAt, Exceptions exceptions, String says) {
        var verdict = exceptions.count() > 0 ? Verdict.EXCEPTIONS : lookedAt > 0 ? Verdict.HOLDS : Verdict.NOT_SHOWN;
        return new Finding(verdict, lookedAt, exceptions.count(), exceptions.examples(), says);
    }
}
