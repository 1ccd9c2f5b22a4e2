package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call of what came with a request: values get the types that {@code bot-api.json} declares, unknown parameters
 * are left aside, and what is missing or can't be read is told in the official server's words. As that server does, a
 * number is read as far as its digits go, and {@code true}, {@code yes} and {@code 1} are true. Unlike it, JSON's null
 * counts as not given. Stateless.
 */
public final class BotCallReader {

    /** The official server looks for the chat when it has read everything else. */
    private static final Set<String> CHATS = Set.of("chat_id", "sender_chat_id");

    private static final String REPLY = "reply_parameters";

    private BotCallReader() {}

    /** The canonical name of one of Telegram's methods. */
    public static Optional<String> canonical(String method) {
        return BotApi.get().method(method).map(BotApi.Method::name);
    }

    /**
     * @param method in any case
     * @param given from query, form or body; a text may still stand for a number or for JSON
     * @param uploads the files that came along, by the names of their parts
     */
    public static ParseResult<BotCall> read(String method, Map<String, Tl> given, Map<String, UploadedFile> uploads) {
        return BotApi.get()
                .method(method)
                .map(known -> Rejected.check(() -> new BotCall(known.name(), params(known, given, uploads), uploads)))
                .orElseGet(() -> new ParseResult.Invalid<>(BotReply.refused(404, "Not Found: method not found")));
    }

    private static Tl.Obj params(BotApi.Method method, Map<String, Tl> given, Map<String, UploadedFile> uploads)
            throws Rejected {
        SequencedMap<String, Tl> params = new LinkedHashMap<>();
        Map<String, Tl> known = method.fields().containsKey(REPLY) ? withReply(given) : given;
        for (Map.Entry<String, BotApi.Field> field : inReadingOrder(method)) {
            String name = field.getKey();
            Tl value = read(name, field.getValue(), known.get(name), uploads);
            if (value != null) {
                params.put(name, value);
            } else if (field.getValue().required()) {
                RequiredParameters.check(method.name(), name);
            }
        }
        RequiredParameters.checkTogether(method.name(), params);
        return new Tl.Obj(params);
    }

    /** The official server still takes what {@code reply_parameters} has replaced, and clients still send it. */
    private static Map<String, Tl> withReply(Map<String, Tl> given) throws Rejected {
        if (!given.containsKey("reply_to_message_id") || given.containsKey(REPLY)) {
            return given;
        }
        Tl.Builder reply = Tl.object();
        former("reply_to_message_id", "Integer", given).ifPresent(id -> reply.with("message_id", id));
        former("allow_sending_without_reply", "Boolean", given)
                .ifPresent(allowed -> reply.with("allow_sending_without_reply", allowed));
        Map<String, Tl> all = new HashMap<>(given);
        all.put(REPLY, reply.build());
        return all;
    }

    private static Optional<Tl> former(String name, String type, Map<String, Tl> given) throws Rejected {
        Tl value = given.get(name);
        return value == null
                ? Optional.empty()
                : Optional.ofNullable(ParameterDecoder.parameter(name, List.of(new BotApiType.Named(type)), value));
    }

    private static List<Map.Entry<String, BotApi.Field>> inReadingOrder(BotApi.Method method) {
        List<Map.Entry<String, BotApi.Field>> declared =
                List.copyOf(method.fields().entrySet());
        if (method.name().equals("deleteMessage")) {
            return declared;
        }
        return Stream.concat(
                        declared.stream().filter(field -> !CHATS.contains(field.getKey())),
                        declared.stream().filter(field -> CHATS.contains(field.getKey())))
                .toList();
    }

    private static @Nullable Tl read(
            String name, BotApi.Field field, @Nullable Tl value, Map<String, UploadedFile> uploads) throws Rejected {
        if (uploads.containsKey(name) && field.types().contains(new BotApiType.Named("InputFile"))) {
            return Tl.of(BotCall.attached(name));
        }
        if (value == null || value instanceof Tl.Null || value.equals(Tl.of(""))) {
            return null;
        }
        Tl read = ParameterDecoder.parameter(name, field.types(), value);
        return read != null && RequiredParameters.isAsGoodAsMissing(name, read) ? null : read;
    }
}
