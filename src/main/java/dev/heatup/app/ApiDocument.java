package dev.heatup.app;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beyond what the controllers tell of themselves. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String PROBLEM = "ProblemDocument";
    private static final String API_KEY = "api_key";
    private static final String JWT = "jwt";

    @Bean
    ModelResolver recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build) {
        return new OpenAPI()
                .info(new Info()
                        .title("Heat Up")
                        .version(HeatUp.version(build))
                        .description(
                                "Gives a Telegram test network people. Errors are RFC 9457 problem documents with a"
                                        + " stable code.")
                        .contact(new Contact().name("Heat Up"))
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(API_KEY, bearer("API key", "An access key of this service."))
                        .addSecuritySchemes(JWT, bearer("JWT", "A token of the identity provider that it trusts.")))
                .security(List.of(
                        new SecurityRequirement(),
                        new SecurityRequirement().addList(API_KEY),
                        new SecurityRequirement().addList(JWT)));
    }

    /** None is asked for on loopback while there are no keys, which the empty requirement says. */
    private static SecurityScheme bearer(String format, String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat(format)
                .description(description + " None is needed on loopback while there are no keys.");
    }

    /** What holds for every operation: whatever goes wrong anywhere is told as a problem document. */
    @Bean
    GlobalOpenApiCustomizer everyOperation() {
        Content problem = new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
        return document -> {
            document.getComponents().addSchemas(PROBLEM, problemDocument());
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> {
                        ApiParameters.describe(operation);
                        addProblems(operation.getResponses(), problem);
                    });
        };
    }

    private static void addProblems(ApiResponses responses, Content problem) {
        responses.forEach((status, response) -> {
            if (status.startsWith("4")) {
                response.setContent(problem);
            }
        });
        responses.addApiResponse(
                "4XX",
                new ApiResponse().description("a problem with the request").content(problem));
        responses.addApiResponse(
                ApiResponses.DEFAULT, new ApiResponse().description("a problem").content(problem));
    }

    private static Schema<?> problemDocument() {
        Schema<?> document = typed("object").description("RFC 9457; some codes have further members");
        for (String text : List.of("type", "title", "code", "detail")) {
            document.addProperty(text, typed("string")).addRequiredItem(text);
        }
        return document.addProperty("status", typed("integer"))
                .addRequiredItem("status")
                .additionalProperties(true);
    }

    private static Schema<?> typed(String type) {
        return new Schema<>(SpecVersion.V31).typesItem(type);
    }
}
