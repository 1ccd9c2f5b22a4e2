package dev.heatup.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JUnitReportTest {

    @Test
    void eachAssertionIsATestCaseAndAFailureSaysWhatWasMeasured() throws Exception {
        List<Assertion.Verdict> verdicts = List.of(
                AssertionTest.read("visits > 5").on(Map.of(Metric.VISITS, 7.0)),
                AssertionTest.read("visits < 5").on(Map.of(Metric.VISITS, 7.0)));

        Element suite = read(JUnitReport.of("town", verdicts, Map.of("seed", "7"), "all of it"));

        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(element(suite, "testcase", 0).getAttribute("name")).isEqualTo("visits > 5");
        assertThat(element(suite, "testcase", 0).getElementsByTagName("failure").getLength())
                .isZero();
        assertThat(element(suite, "testcase", 1).getAttribute("name")).isEqualTo("visits < 5");
        assertThat(element(suite, "failure", 0).getAttribute("message")).isEqualTo("visits: 7");
        assertThat(element(suite, "property", 0).getAttribute("value")).isEqualTo("7");
        assertThat(element(suite, "system-out", 0).getTextContent()).isEqualTo("all of it");
    }

    @Test
    void whateverIsInItIsWellFormed() throws Exception {
        String odd = "<&>\"' ]]> \u0000\u001B\uFFFF \uD83D\uDE00 \uD83D x";

        Element suite = read(JUnitReport.of(odd, List.of(), Map.of(odd, odd), odd));

        String kept = "<&>\"' ]]> \uFFFD\uFFFD\uFFFD \uD83D\uDE00 \uFFFD x";
        assertThat(suite.getAttribute("name")).isEqualTo(kept);
        assertThat(element(suite, "property", 0).getAttribute("value")).isEqualTo(kept);
        assertThat(element(suite, "system-out", 0).getTextContent()).isEqualTo(kept);
    }

    private static Element element(Element suite, String name, int index) {
        return (Element) suite.getElementsByTagName(name).item(index);
    }

    private static Element read(String xml) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
        return document.getDocumentElement();
    }
}
