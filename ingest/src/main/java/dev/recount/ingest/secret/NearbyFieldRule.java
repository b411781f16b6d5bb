package dev.recount.ingest.secret;

/**
 * A word that makes the next value of a field with an everyday name a secret: {@code random_password … "result": "x"},
 * {@code "Type": "SecureString", "Value": "x"}, {@code <input type="password" value="x">}.
 */
record NearbyFieldRule(String field, int within) implements Rule {
    @Override
    public void inspect(Scan scan, int start, int end) {
        int stop = Math.min(scan.text.length(), end + within);
        int at = scan.text.substring(end, stop).indexOf(field);
        int nameStart = end + at;
        int nameEnd = nameStart + field.length();
        if (at < 0 || scan.isWordAt(nameStart - 1) || scan.isWordAt(nameEnd)) {
            return;
        }
        AssignedValue value = AssignedValue.after(scan, nameStart, nameEnd);
        if (value != null && !scan.isFound(value.start())) {
            NamedValue.inspect(scan, field, SecretName.ANY_SECRET, value.start(), value.end());
        }
    }
}
