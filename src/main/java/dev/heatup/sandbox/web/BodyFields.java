package dev.heatup.sandbox.web;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a body's fields by type and keeps the first that is wrong. For one request. */
final class BodyFields {

    private final Tl.Obj fields;
    private @Nullable String wrong;

    BodyFields(Tl.Obj fields) {
        this.fields = fields;
    }

    BindingResult bound(Call call) {
        return wrong == null
                ? new BindingResult.Bound(call)
                : BindingResult.malformed("FIELD_INVALID", "The field " + wrong + " has another type.");
    }

    String text(String field) {
        return fields.text(field).orElseGet(() -> wrong(field, ""));
    }

    @Nullable
    String textOrNull(String field) {
        return isAbsent(field) ? null : text(field);
    }

    @Nullable
    Long integerOrNull(String field) {
        return isAbsent(field) ? null : fields.integer(field).orElseGet(() -> wrong(field, 0L));
    }

    Tl.Obj object(String field) {
        Optional<Tl> value = fields.get(field);
        return value.isPresent() && value.get() instanceof Tl.Obj object
                ? object
                : wrong(field, Tl.object().build());
    }

    private boolean isAbsent(String field) {
        return fields.get(field).map(value -> value instanceof Tl.Null).orElse(true);
    }

    private <T> T wrong(String field, T placeholder) {
        if (wrong == null) {
            wrong = field;
        }
        return placeholder;
    }
}
