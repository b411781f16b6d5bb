package dev.recount.evidence.bundle;

/** What a stranger reads first. */
final class ReadMe {

    static final String TEXT = """
            EVIDENCE BUNDLE

            This file holds events as Recount recorded them, and what is needed to check, without Recount and without a
            network, that they are what was recorded: not one changed, dropped, added or moved since.

            manifest.json   what was asked for, by whom, when and why; how many; the SHA-256 of every other file
            manifest.sig    a signature under the manifest, by the key of the log
            records.ndjson  the events, one a line, byte by byte as the log commits to them (RFC 8785 JSON)
            events.*        the same events in the format that was asked for; JSON has escapes there for characters that
                            reorder or hide text, which stand in records.ndjson as they were sent
            checkpoint      the log's signed statement: its name, its number of leaves, its root hash (c2sp.org/tlog-checkpoint)
            proofs/leaves   which leaf of the log each line of records.ndjson is
            proofs/hashes   the hashes of those parts of the tree that are not in this bundle
            key.vkey        the public key of the log (c2sp.org/signed-note)
            alerts.ndjson   the alerts that rest on these events
            alerts.*        where the format has a form for them (OCSF, Timesketch): the same alerts in it
            rules/          the texts of the rules that raised them, as they were then; ID@DIGEST.yml where there is a newer
                            one since (missing_rules in manifest.json names those whose text is not kept)
            report.*        where an incident or a control was asked for: the same for people to read

            TO VERIFY

            With Recount:     recount verify BUNDLE --key VKEY
            Without it:       python3 verify.py BUNDLE [VKEY]     (docs/verify/verify.py: no libraries, 150 lines)

            Both take --earlier FILE, a checkpoint that was kept from before, and say whether the log continues it; and
            --witness VKEY, once for each witness that you trust, who must have cosigned the checkpoint (--quorum N of them).

            Take VKEY from somebody you trust, not from this bundle: whoever can write a bundle of his own can put his own key
            into it. Keep the file checkpoint: a log that is later cut short or rewritten cannot continue it.

            BY HAND

            1. The SHA-256 of every file is that in manifest.json, and manifest.sig names the SHA-256 of manifest.json.
            2. checkpoint and manifest.sig are signed (Ed25519) by key.vkey.
            3. For each line of records.ndjson: its entry is {"id":…,"sha256":SHA-256 of the line,"time":…,"v":1}, where id is
               the record's id and time its recorded_at, else its occurred_at; its leaf hash is SHA-256(0x00 || entry).
            4. Put together with proofs/hashes from left to right as RFC 6962 says, the leaf hashes give the root of checkpoint.

            WHAT THIS DOES NOT SHOW

            That an event was true when it was recorded: a sensor says what it saw. That nothing else happened: a selection is a
            selection, and only a bundle whose number of events is the checkpoint's size is everything that was recorded.
            """;

    private ReadMe() {}
}
