package dev.recount.ingest.secret;

/** A Telegram bot token: the bot's number, a colon, and 35 characters that begin with {@code AA}. */
final class TelegramRule implements Rule {
    private static final int SECRET_LENGTH = 35;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int numberStart = Math.max(Alphabet.DIGITS.runStart(scan.text, start), start - 11);
        int secretEnd = Alphabet.DASHED.runEnd(scan.text, start + 1, SECRET_LENGTH + 1);
        boolean number = start - numberStart >= 8 && start - numberStart <= 10;
        if (number && scan.text.startsWith("AA", start + 1) && secretEnd - start - 1 == SECRET_LENGTH) {
            String token = scan.text.substring(numberStart, secretEnd);
            scan.add(Finding.known(numberStart, secretEnd, token, SecretKind.SERVICE_TOKEN));
        }
    }
}
