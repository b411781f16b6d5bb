package dev.recount.sigma.hunt;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Outcomes of rule tests in the XML form that build servers read. */
public final class JUnitXml {

    private static final int REPLACEMENT = 0xFFFD;

    private JUnitXml() {}

    public static String of(List<RuleTests.Outcome> outcomes) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "sigma rules");
            xml.writeAttribute("tests", String.valueOf(outcomes.size()));
            xml.writeAttribute(
                    "failures",
                    String.valueOf(outcomes.stream().filter(o -> !o.passed()).count()));
            for (RuleTests.Outcome outcome : outcomes) {
                write(xml, outcome);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter xml, RuleTests.Outcome outcome) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", legal(outcome.file()));
        xml.writeAttribute("name", legal(outcome.name()));
        if (!outcome.passed()) {
            xml.writeStartElement("failure");
            String failure = legal(outcome.failure());
            xml.writeAttribute("message", failure.lines().findFirst().orElse(""));
            xml.writeCharacters(failure);
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** A failure may quote an event, a file may be called anything, and XML has no control characters and no halves of surrogate pairs. */
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> (c < ' ' && "\t\n\r".indexOf(c) < 0) || isOutside(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isOutside(int c) {
        return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) || c == 0xFFFE || c == 0xFFFF;
    }
}
