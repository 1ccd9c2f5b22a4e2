package dev.heatup.simulate;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Verdicts as the XML that CI systems read: a test case for each. Stateless. */
public final class JUnitReport {

    /** In no XML 1.0 document, not even escaped. */
    private static final String UNWRITABLE = "[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    /** What became a test case. */
    public interface Case {

        String title();

        /** What is wrong; empty when nothing is. */
        Optional<String> failure();
    }

    private JUnitReport() {}

    /**
     * @param name of the suite
     * @param properties the seed and how to see it again, for instance
     * @param output what a person reads
     */
    public static String of(String name, List<? extends Case> cases, Map<String, String> properties, String output) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, name, cases);
            xml.writeStartElement("properties");
            for (Map.Entry<String, String> property : properties.entrySet()) {
                xml.writeEmptyElement("property");
                attribute(xml, "name", property.getKey());
                attribute(xml, "value", property.getValue());
            }
            xml.writeEndElement();
            for (Case one : cases) {
                testCase(xml, name, one);
            }
            xml.writeStartElement("system-out");
            xml.writeCharacters(writable(output));
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can't be written to", e);
        }
        return text + "\n";
    }

    private static void suite(XMLStreamWriter xml, String name, List<? extends Case> cases) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute(xml, "name", name);
        attribute(xml, "tests", Integer.toString(cases.size()));
        attribute(
                xml,
                "failures",
                Long.toString(
                        cases.stream().filter(one -> one.failure().isPresent()).count()));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", "0");
    }

    private static void testCase(XMLStreamWriter xml, String suite, Case one) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "classname", suite);
        attribute(xml, "name", one.title());
        Optional<String> failure = one.failure();
        if (failure.isPresent()) {
            xml.writeEmptyElement("failure");
            attribute(xml, "message", failure.get());
        }
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, writable(value));
    }

    private static String writable(String text) {
        return text.replaceAll(UNWRITABLE, "\uFFFD");
    }
}
