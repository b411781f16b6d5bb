package dev.recount.event;

/** What an operation does to its target, whatever the provider calls it. A closed list of 26. */
public enum Verb implements Word {
    READ,
    DISCOVER,
    READ_SECRET,
    INGEST,
    CREATE,
    MODIFY,
    EXECUTE,
    INSTALL,
    /** Overwriting in place, {@code DROP}, {@code TRUNCATE} and resets are destruction too. */
    DESTROY,
    DESTROY_BACKUP,
    PURGE,
    PROTECT_OFF,
    PROTECT_ON,
    ENCRYPT_FOREIGN,
    SHARE_EXTERNAL,
    SEND_EXTERNAL,
    PUBLISH,
    GRANT,
    ISSUE_CREDENTIAL,
    REVOKE_CREDENTIAL,
    IMPERSONATE,
    AUTHENTICATE,
    LOG_OFF,
    LOG_PURGE,
    CONFIGURE_AGENT,
    RESTORE;

    /** Whether the verb removes data, a copy of it, or the possibility to bring it back. */
    public boolean destroys() {
        return this == DESTROY || this == DESTROY_BACKUP || this == PURGE;
    }

    /** Whether the verb only looks. */
    public boolean onlyReads() {
        return this == READ || this == DISCOVER || this == INGEST;
    }
}
