package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.heatup.app.RunningService.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /openapi.json} as a service gives it, and a validator of what the service answers. */
final class ServedDocument {

    private static final String LOCATION = "urn:openapi";

    /** In what is asked for, what is null may be left out; in what is answered, nothing is. */
    private static final String REQUESTS = ".*Request|ProposedAction";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private ServedDocument(JsonNode document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                registry -> registry.schemas(Map.of(LOCATION, strict(document).toString())));
    }

    static ServedDocument of(RunningService service) {
        return new ServedDocument(service.get("/openapi.json").json());
    }

    JsonNode json() {
        return document;
    }

    /** Every name that it tells comes, and no other. */
    private static JsonNode strict(JsonNode document) {
        JsonNode strict = document.deepCopy();
        strict.at("/components/schemas").propertyStream().forEach(named -> {
            ObjectNode schema = (ObjectNode) named.getValue();
            if (schema.has("properties")
                    && !schema.has("additionalProperties")
                    && !named.getKey().matches(REQUESTS)) {
                schema.put("additionalProperties", false);
                schema.putArray("required")
                        .addAll(schema.path("properties")
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .map(schema::stringNode)
                                .toList());
            }
        });
        return strict;
    }

    /** The answer's status and media type are in the document, and its body is of the schema there. */
    void assertDescribes(Answer answer, String method, String path) {
        String media = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode responses = document.path("paths").path(path).path(method).path("responses");
        String status =
                responses.has(Integer.toString(answer.status())) ? Integer.toString(answer.status()) : "default";
        List<String> pointer = List.of("paths", path, method, "responses", status, "content", media, "schema");
        String fragment = "/"
                + String.join("/", pointer.stream().map(ServedDocument::escaped).toList());
        assertThat(document.at(fragment).isObject())
                .as("%s %s describes %d with %s", method, path, answer.status(), media)
                .isTrue();
        Schema schema = schemas.getSchema(SchemaLocation.of(LOCATION + "#" + fragment));
        List<Error> errors = schema.validate(answer.json());
        assertThat(errors).as("%s %s: %s", method, path, answer.text()).isEmpty();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Those of one method. */
    List<String> paths(String method) {
        List<String> found = new ArrayList<>();
        document.path("paths").propertyStream().forEach(path -> {
            if (path.getValue().has(method)) {
                found.add(path.getKey());
            }
        });
        return found;
    }
}
