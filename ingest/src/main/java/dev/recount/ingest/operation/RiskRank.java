package dev.recount.ingest.operation;

import dev.recount.event.Verb;

/** The order of the verbs by the harm they can do. */
final class RiskRank {
    private RiskRank() {}

    static int of(Verb verb) {
        return switch (verb) {
            case DESTROY_BACKUP, PURGE -> 97;
            case DESTROY -> 95;
            case ENCRYPT_FOREIGN -> 90;
            case LOG_PURGE, LOG_OFF -> 85;
            case PROTECT_OFF -> 80;
            case SHARE_EXTERNAL, SEND_EXTERNAL, PUBLISH -> 70;
            case GRANT, ISSUE_CREDENTIAL -> 65;
            case CONFIGURE_AGENT, IMPERSONATE -> 60;
            case READ_SECRET -> 55;
            case REVOKE_CREDENTIAL -> 45;
            case INSTALL -> 40;
            case RESTORE, MODIFY -> 35;
            case CREATE, EXECUTE -> 30;
            case PROTECT_ON, AUTHENTICATE -> 20;
            case INGEST -> 15;
            case READ -> 10;
            case DISCOVER -> 5;
        };
    }
}
