package dev.recount.ingest.secret;

/** A token of HCP Terraform: 14 characters, {@code .atlasv1.}, then 60 or more. */
final class TerraformCloudRule implements Rule {
    private static final int BEFORE = 14;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int from = start - BEFORE;
        int to = Alphabet.DASHED.runEnd(scan.text, end, 100);
        boolean id = from >= 0 && Alphabet.ALNUM.runEnd(scan.text, from) == start;
        if (id && to - end >= 60) {
            scan.add(Finding.known(from, to, scan.text.substring(from, to), SecretKind.SERVICE_TOKEN));
        }
    }
}
