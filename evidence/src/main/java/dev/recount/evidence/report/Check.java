package dev.recount.evidence.report;

/** What is performed again on the record; several controls ask for the same. */
enum Check {
    AUTOMATIC("Events are recorded by sensors as they happen, without a manual step"),
    COMPLETE("Each record says who, what, when and on what, and of each action what became of it"),
    UNCHANGED("No record was changed since it was sealed"),
    NUMBERING("No record is missing where sessions number theirs"),
    USES("Each use has a start and an end"),
    CLOCKS("No record's time is more than a day from when it was recorded"),
    READS("Who reads the log is on record"),
    ADMINISTRATION("Administrative acts and changes of credentials can be found"),
    REFUSED("Attempts that were refused or failed can be found"),
    LOGGING("Stops and purges of logs, and gaps in this one, can be found"),
    OBJECTS("Creation and deletion of objects can be found"),
    UNUSUAL("What is unusual is found, and can be evaluated"),
    DETECTION_WORKS("Failure of logging or detection is noticed"),
    KEPT_180_DAYS("Records are kept for six months"),
    KEPT_365_DAYS("Records are kept for twelve months"),
    KEPT_2190_DAYS("Records are kept for six years");

    private final String asks;

    Check(String asks) {
        this.asks = asks;
    }

    /** What is asked for, in words. */
    String asks() {
        return asks;
    }
}
