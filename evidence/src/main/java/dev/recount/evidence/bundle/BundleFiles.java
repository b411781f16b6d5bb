package dev.recount.evidence.bundle;

/** The names of what is in a bundle. */
final class BundleFiles {

    static final String README = "README.txt";
    static final String MANIFEST = "manifest.json";
    /** A signed note that names the manifest's hash. */
    static final String SIGNATURE = "manifest.sig";

    static final String RECORDS = "records.ndjson";
    /** Leaf indices of the records, one a line, ascending, in the order of the records. */
    static final String LEAVES = "proofs/leaves";
    /** The hashes that {@link dev.recount.evidence.merkle.SubsetProof} wants beside the records, base64, one a line. */
    static final String HASHES = "proofs/hashes";

    static final String CHECKPOINT = "checkpoint";
    static final String KEY = "key.vkey";
    static final String ALERTS = "alerts.ndjson";
    static final String RULES = "rules/";
    /** In the manifest: rules that raised alerts and whose text of then is not in {@link #RULES}. */
    static final String MISSING_RULES = "missing_rules";

    /** What the note under a manifest begins with, so that it can never be taken for a checkpoint. */
    static final String SIGNATURE_TITLE = "recount evidence bundle v1";

    private BundleFiles() {}

    /** The text that is signed for a manifest of that hash. */
    static String signatureText(String manifestSha256) {
        return SIGNATURE_TITLE + "\n" + manifestSha256 + "\n";
    }
}
