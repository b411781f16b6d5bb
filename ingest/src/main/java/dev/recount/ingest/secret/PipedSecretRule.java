package dev.recount.ingest.secret;

/**
 * What a shell writes into a program that reads a secret: {@code echo x | docker login --password-stdin}, {@code printf x |
 * sudo -S …}, {@code echo root:x | chpasswd}.
 *
 * @param pair whether {@code user:secret} is written
 */
record PipedSecretRule(boolean pair) implements Rule {
    private static final int LOOKED_BACK = 600;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int pipe = lastPipe(scan.text, start);
        if (pipe < 0) {
            return;
        }
        int segment = segmentStart(scan.text, pipe);
        int word = scan.skipBlanks(segment);
        int writerEnd = CommandFlagRule.wordEnd(scan, word);
        String writer = scan.text.substring(word, writerEnd);
        if (writer.equals("echo") || writer.equals("printf")) {
            addLastWord(scan, writerEnd, pipe);
        }
    }

    private static int lastPipe(String text, int before) {
        for (int i = before - 1; i >= 0 && i > before - LOOKED_BACK && text.charAt(i) != '\n'; i--) {
            if (text.charAt(i) == '|') {
                return i;
            }
        }
        return -1;
    }

    private static int segmentStart(String text, int pipe) {
        int i = pipe;
        while (i > 0 && i > pipe - LOOKED_BACK && ";&|\n$(".indexOf(text.charAt(i - 1)) < 0) {
            i--;
        }
        return i;
    }

    private void addLastWord(Scan scan, int from, int pipe) {
        int wordStart = -1;
        int wordEnd = from;
        for (int next = scan.skipBlanks(from); next < pipe; next = scan.skipBlanks(wordEnd)) {
            wordStart = next;
            wordEnd = Math.max(next + 1, CommandFlagRule.wordEnd(scan, next));
        }
        if (wordStart >= 0 && wordEnd <= pipe) {
            add(scan, wordStart, wordEnd);
        }
    }

    private void add(Scan scan, int from, int to) {
        boolean quoted = "\"'".indexOf(scan.charAt(from)) >= 0 && to - from > 2;
        int start = quoted ? from + 1 : from;
        int end = quoted ? to - 1 : to;
        int colon = pair ? scan.indexOf(':', start, end) : -1;
        start = colon > 0 && colon < end - 1 ? colon + 1 : start;
        String value = scan.text.substring(start, end);
        if (value.length() > 3 && !SecretValue.isStandIn(value) && !scan.isFound(start)) {
            SecretKind form = TokenShapes.kindOf(value);
            scan.add(new Finding(
                    start,
                    end,
                    value,
                    form == null ? SecretKind.PASSWORD : form,
                    Confidence.MEDIUM,
                    SecretContext.TEXT,
                    null));
        }
    }
}
