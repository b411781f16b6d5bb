package dev.recount.evidence.bundle;

import dev.recount.codec.CanonicalCheck;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.util.List;

/** Whether every record stands in the one form that two readers cannot read in two ways. */
final class FormCheck {

    private FormCheck() {}

    /** One finding for the first record that does not; none if all do. */
    static List<Finding> findings(Bundle bundle) throws IOException {
        try (var lines = new Lines(bundle.open(BundleFiles.RECORDS))) {
            for (long line = 1; lines.hasNext(); line++) {
                if (!CanonicalCheck.isCanonical(lines.next())) {
                    return List.of(
                            Finding.differs("line " + line + " of records.ndjson is not canonical JSON, so that it"
                                    + " can be read in two ways: a member stands twice or in the wrong place, or something is"
                                    + " written in another form"));
                }
            }
            return List.of();
        }
    }
}
