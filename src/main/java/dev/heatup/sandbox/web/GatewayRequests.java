package dev.heatup.sandbox.web;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl.Obj;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Binds bodies and queries to calls, strictly: a field of another type and a field that nobody knows are errors. */
final class GatewayRequests {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private GatewayRequests() {}

    static BindingResult joinChat(RawBody rawBody) {
        return bind(rawBody, Set.of("chat", "client_id"), Set.of(), fields -> {
            BodyFields read = new BodyFields(fields);
            return read.bound(new Call.JoinChat(read.text("chat"), read.text("client_id")));
        });
    }

    static BindingResult sendMessage(RawBody rawBody) {
        return bind(rawBody, Set.of("chat", "text", "client_id"), Set.of("reply_to"), fields -> {
            BodyFields read = new BodyFields(fields);
            return read.bound(new Call.SendMessage(
                    read.text("chat"), read.text("text"), read.text("client_id"), read.integerOrNull("reply_to")));
        });
    }

    static BindingResult invokeRaw(RawBody rawBody) {
        return bind(rawBody, Set.of("method", "params"), Set.of("client_id"), fields -> {
            BodyFields read = new BodyFields(fields);
            return read.bound(
                    new Call.InvokeRaw(read.text("method"), read.object("params"), read.textOrNull("client_id")));
        });
    }

    /** Defaults: the first hundred. */
    static BindingResult dialogs(Map<String, String[]> query) {
        for (Map.Entry<String, String[]> parameter : query.entrySet()) {
            if (!Set.of("limit", "offset").contains(parameter.getKey())) {
                return BindingResult.malformed("QUERY_INVALID", "The query may have limit and offset.");
            }
            if (parameter.getValue().length != 1
                    || !NUMBER.matcher(parameter.getValue()[0]).matches()) {
                return BindingResult.malformed("QUERY_INVALID", "limit and offset are whole numbers, each once.");
            }
        }
        return new BindingResult.Bound(new Call.Dialogs(number(query, "limit", 100), number(query, "offset", 0)));
    }

    private static int number(Map<String, String[]> query, String name, int absent) {
        String[] values = query.get(name);
        return values == null ? absent : Integer.parseInt(values[0]);
    }

    private static BindingResult bind(
            RawBody rawBody, Set<String> required, Set<String> optional, Function<Obj, BindingResult> binding) {
        return switch (rawBody) {
            case RawBody.Refused(BindingResult.Unbound why) -> why;
            case RawBody.Read(Obj fields) -> {
                for (String field : required) {
                    if (fields.get(field).isEmpty()) {
                        yield BindingResult.malformed("FIELD_MISSING", "The body lacks the field " + field + ".");
                    }
                }
                boolean known = fields.fields().keySet().stream()
                        .allMatch(field -> required.contains(field) || optional.contains(field));
                yield known
                        ? binding.apply(fields)
                        : BindingResult.malformed("FIELD_UNKNOWN", "The body has a field that this call doesn't know.");
            }
        };
    }
}
