package dev.recount.ingest.secret;

/** A name of two words, as people write it: {@code api key: x}, {@code the access key is x}. */
final class SpacedNameRule implements Rule {
    @Override
    public void inspect(Scan scan, int start, int end) {
        SecretName name = SecretName.of(scan.text.substring(start, end).replace(' ', '_'));
        if (name == null || scan.isWordAt(start - 1) || scan.isWordAt(end)) {
            return;
        }
        AssignedValue assigned = AssignedValue.after(scan, start, end);
        AssignedValue value = assigned != null && assigned.joint() != AssignedValue.Joint.BLANK
                ? assigned
                : ProseValue.after(scan, end, name);
        if (value == null || scan.isFound(value.start())) {
            return;
        }
        String text = scan.text.substring(value.start(), value.end());
        if (SecretValue.isStronglyRandom(text)) {
            NamedValue.inspect(scan, scan.text.substring(start, end), name, value.start(), value.end());
        }
    }
}
