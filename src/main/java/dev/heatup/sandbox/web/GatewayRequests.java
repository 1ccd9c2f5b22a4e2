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

    static Binding joinChat(Body body) {
        return bind(body, Set.of("chat", "client_id"), Set.of(), fields -> {
            Fields read = new Fields(fields);
            return read.bound(new Call.JoinChat(read.text("chat"), read.text("client_id")));
        });
    }

    static Binding sendMessage(Body body) {
        return bind(body, Set.of("chat", "text", "client_id"), Set.of("reply_to"), fields -> {
            Fields read = new Fields(fields);
            return read.bound(new Call.SendMessage(
                    read.text("chat"), read.text("text"), read.text("client_id"), read.integerOrNull("reply_to")));
        });
    }

    static Binding invokeRaw(Body body) {
        return bind(body, Set.of("method", "params"), Set.of("client_id"), fields -> {
            Fields read = new Fields(fields);
            return read.bound(
                    new Call.InvokeRaw(read.text("method"), read.object("params"), read.textOrNull("client_id")));
        });
    }

    /** Defaults: the first hundred. */
    static Binding dialogs(Map<String, String[]> query) {
        for (Map.Entry<String, String[]> parameter : query.entrySet()) {
            if (!Set.of("limit", "offset").contains(parameter.getKey())) {
                return Binding.malformed("QUERY_INVALID", "The query may have limit and offset.");
            }
            if (parameter.getValue().length != 1
                    || !NUMBER.matcher(parameter.getValue()[0]).matches()) {
                return Binding.malformed("QUERY_INVALID", "limit and offset are whole numbers, each once.");
            }
        }
        return new Binding.Bound(new Call.Dialogs(number(query, "limit", 100), number(query, "offset", 0)));
    }

    private static int number(Map<String, String[]> query, String name, int absent) {
        String[] values = query.get(name);
        return values == null ? absent : Integer.parseInt(values[0]);
    }

    private static Binding bind(Body body, Set<String> required, Set<String> optional, Function<Obj, Binding> binding) {
        return switch (body) {
            case Body.Refused(Binding.Unbound why) -> why;
            case Body.Read(Obj fields) -> {
                for (String field : required) {
                    if (fields.get(field).isEmpty()) {
                        yield Binding.malformed("FIELD_MISSING", "The body lacks the field " + field + ".");
                    }
                }
                boolean known = fields.fields().keySet().stream()
                        .allMatch(field -> required.contains(field) || optional.contains(field));
                yield known
                        ? binding.apply(fields)
                        : Binding.malformed("FIELD_UNKNOWN", "The body has a field that this call doesn't know.");
            }
        };
    }
}
