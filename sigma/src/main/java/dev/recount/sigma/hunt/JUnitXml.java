package dev.recount.sigma.hunt;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Outcomes of rule tests in the XML form that build servers read. */
public final class JUnitXml {

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
        xml.writeAttribute("classname", outcome.file());
        xml.writeAttribute("name", outcome.name());
        if (!outcome.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", outcome.failure().lines().findFirst().orElse(""));
            xml.writeCharacters(outcome.failure());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
