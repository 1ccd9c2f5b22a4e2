package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.sandbox.user.RpcError;
import dev.heatup.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contract as a document, {@code openapi/gateway.yaml}. */
class GatewayDocumentTest {

    private final String text = read();
    private final Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);

    @Test
    void describesTheFourCalls() {
        assertThat(document.get("openapi")).isEqualTo("3.1.0");
        assertThat(at("paths").keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder(
                        "/sessions/{session_id}/join_chat",
                        "/sessions/{session_id}/send_message",
                        "/sessions/{session_id}/dialogs",
                        "/sessions/{session_id}/invoke_raw");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = Pattern.compile("\\$ref: \"#/([A-Za-z/]+)\"")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();

        assertThat(references)
                .hasSizeGreaterThan(10)
                .allSatisfy(path -> assertThat(at(path.split("/"))).isNotEmpty());
    }

    @ParameterizedTest
    @EnumSource(RpcError.class)
    void namesEveryErrorOfTheSandbox(RpcError error) {
        assertThat(text).contains("`" + error.name() + "`");
    }

    @Test
    void namesThePlacesThatEveryWorldHas() {
        assertThat(text)
                .contains(
                        "| `" + World.PRIVATE_CHANNEL + "`",
                        "| `" + World.APPROVAL_CHANNEL + "`",
                        "| `" + World.OPEN_GROUP + "`");
    }

    private Map<?, ?> at(String... path) {
        Map<?, ?> node = document;
        for (String name : path) {
            if (!(node.get(name) instanceof Map<?, ?> next)) {
                throw new AssertionError("the document has no " + String.join("/", path));
            }
            node = next;
        }
        return node;
    }

    private static String read() {
        try {
            return Files.readString(Path.of("openapi/gateway.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException("the document is missing", e);
        }
    }
}
