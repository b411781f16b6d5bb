package dev.recount.ingest.secret;

/** An AWS access key id, which is public and stays; a secret key that stands close by does not. */
final class AwsKeyIdRule implements Rule {
    private static final int ID_LENGTH = 20;
    private static final int SECRET_LENGTH = 40;
    private static final int NEARBY = 160;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int idEnd = Alphabet.UPPER_ALNUM.runEnd(scan.text, start, ID_LENGTH + 1);
        boolean cased = scan.text.startsWith("AKIA", start) || scan.text.startsWith("ASIA", start);
        if (!cased || idEnd - start != ID_LENGTH || scan.isWordAt(start - 1) || scan.isWordAt(idEnd)) {
            return;
        }
        String id = scan.text.substring(start, idEnd);
        scan.providerIds.add(
                new ProviderId(id.startsWith("AKIA") ? "aws_access_key_id" : "aws_temporary_key_id", id, ""));
        addSecretNearby(scan, idEnd);
    }

    private static void addSecretNearby(Scan scan, int from) {
        int stop = Math.min(scan.text.length(), from + NEARBY);
        for (int i = from; i < stop; ) {
            int runEnd = Alphabet.BASE64.runEnd(scan.text, i, SECRET_LENGTH + 1);
            if (runEnd - i == SECRET_LENGTH && isSecretKey(scan.text.substring(i, runEnd)) && !scan.isFound(i)) {
                scan.add(new Finding(
                        i,
                        runEnd,
                        scan.text.substring(i, runEnd),
                        SecretKind.AWS_SECRET_KEY,
                        Confidence.MEDIUM,
                        SecretContext.TEXT,
                        null));
                return;
            }
            i = Math.max(i + 1, Alphabet.BASE64.runEnd(scan.text, i, NEARBY));
        }
    }

    static boolean isSecretKey(String value) {
        if (value.length() != SECRET_LENGTH || Alphabet.HEX.hasAll(value)) {
            return false;
        }
        Census census = Census.of(value, SECRET_LENGTH);
        return census.uppers() > 2 && census.lowers() > 2 && census.digits() > 0 && census.bitsPerCharacter() > 3.8;
    }
}
