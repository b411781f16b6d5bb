package dev.recount.sigma.pipeline;

/** A pipeline refuses a rule. */
public final class PipelineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PipelineException(String message) {
        super(message, null, false, false);
    }
}
