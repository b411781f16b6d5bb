package dev.recount.ingest.secret;

import java.util.List;

/** An issuer's own form of token, known by its prefix. */
record ShapeRule(List<TokenShape> shapes) implements Rule {
    @Override
    public void inspect(Scan scan, int start, int end) {
        if (scan.isFound(start)) {
            return;
        }
        for (TokenShape shape : shapes) {
            int tokenEnd = shape.end(scan.text, start);
            if (tokenEnd > 0) {
                String token = scan.text.substring(start, tokenEnd);
                scan.add(Finding.known(start, tokenEnd, token, shape.kind()));
                return;
            }
        }
    }
}
