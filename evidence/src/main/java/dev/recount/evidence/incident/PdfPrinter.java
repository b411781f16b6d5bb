package dev.recount.evidence.incident;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.recount.codec.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/** Prints a page as PDF: the same page is the same bytes, whoever prints it when. Nothing is fetched for it. */
final class PdfPrinter {

    static {
        // It tells java.util.logging of every style sheet.
        XRLog.setLoggingEnabled(false);
        FontMappers.set(new OneFont(ReportFont.parsedFont()));
    }

    private PdfPrinter() {}

    static byte[] print(String xhtml, Instant madeAt) throws IOException {
        var builder = new PdfRendererBuilder()
                .useUriResolver((base, uri) -> null)
                .withDiagnosticConsumer(diagnostic -> {})
                .withProducer("Recount")
                .useFont(ReportFont::open, "Body")
                .withHtmlContent(xhtml, "");
        try (var renderer = builder.buildPdfRenderer();
                var document = renderer.createPDFKeepOpen()) {
            var bytes = new ByteArrayOutputStream();
            fixed(document, xhtml, madeAt);
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    /** What would otherwise come from the clock. */
    private static void fixed(PDDocument document, String xhtml, Instant madeAt) {
        byte[] digest = Sha256.digest().digest(xhtml.getBytes(StandardCharsets.UTF_8));
        document.setDocumentId(ByteBuffer.wrap(digest).getLong());
        var time = GregorianCalendar.from(madeAt.atZone(ZoneOffset.UTC));
        document.getDocumentInformation().setCreationDate(time);
        document.getDocumentInformation().setModificationDate(time);
    }
}
