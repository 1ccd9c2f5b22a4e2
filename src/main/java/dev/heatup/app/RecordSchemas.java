package dev.heatup.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.heatup.run.RunReport;
import dev.heatup.run.StepProblem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.RefUtils;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Schemas as the wire is: the document is written with Jackson 2, which must name fields as Jackson 3 does, and what
 * {@code @Nullable} says of a record's component holds for the property: it may be null, and all others are there.
 */
final class RecordSchemas extends ModelResolver {

    private static final String NULL = "null";

    RecordSchemas() {
        super(new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE), new PublishedNames());
    }

    /** Clients are generated from the document, so a schema keeps its name when its class gets another one. */
    private static final class PublishedNames extends TypeNameResolver {

        private static final Map<Class<?>, String> NAMES =
                Map.of(RunReport.class, "Report", StepProblem.class, "Problem");

        @Override
        protected String getNameOfClass(Class<?> type) {
            String published = NAMES.get(type);
            return published == null ? super.getNameOfClass(type) : published;
        }
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> resolved = super.resolve(type, context, next);
        Class<?> raw = TypeFactory.rawClass(type.getType());
        if (resolved != null && raw.isRecord()) {
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(nameIn(resolved.get$ref()));
            if (model != null && model.getProperties() != null) {
                complete(model, raw.getRecordComponents());
            }
        }
        return resolved;
    }

    private static String nameIn(String reference) {
        return String.valueOf(RefUtils.extractSimpleName(reference).getKey());
    }

    private static void complete(Schema<?> model, RecordComponent[] components) {
        model.setTypes(new LinkedHashSet<>(Set.of("object")));
        List<String> required = new ArrayList<>();
        for (RecordComponent component : components) {
            String name = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.getProperties().computeIfPresent(name, (_, property) -> nullable(property));
            } else {
                required.add(name);
            }
        }
        model.setRequired(required);
    }

    /** A record is resolved wherever it is used, so this may have been done already. */
    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            return new Schema<>(SpecVersion.V31)
                    .description(property.getDescription())
                    .addOneOfItem(new Schema<>(SpecVersion.V31).$ref(property.get$ref()))
                    .addOneOfItem(new Schema<>(SpecVersion.V31).typesItem(NULL));
        }
        return property.getOneOf() == null ? property.typesItem(NULL) : property;
    }
}
