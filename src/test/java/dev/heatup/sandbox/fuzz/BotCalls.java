package dev.heatup.sandbox.fuzz;

import dev.heatup.sandbox.fuzz.HttpCall.Door;
import dev.heatup.sandbox.fuzz.Known.Kind;
import dev.heatup.sandbox.fuzz.Known.Ref;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls of bots: every method, most with parameters that could be right in this world, some with one that is not, in every
 * form that the Bot API takes.
 */
final class BotCalls {

    /** What a bot asks for that wants to hear of everything. */
    static final List<Tl> ALL_UPDATES = List.of(
            Tl.of("message"),
            Tl.of("edited_message"),
            Tl.of("channel_post"),
            Tl.of("edited_channel_post"),
            Tl.of("message_reaction"),
            Tl.of("message_reaction_count"),
            Tl.of("callback_query"),
            Tl.of("my_chat_member"),
            Tl.of("chat_member"),
            Tl.of("chat_join_request"));

    private static final List<String> ABOUT_OWN_MESSAGES =
            List.of("editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup");
    private static final List<String> FILES =
            List.of("photo", "document", "media", "thumbnail", "audio", "video", "voice");

    private final Map<String, List<BotApiDocument.Field>> methods;
    private final List<String> here;
    private final List<String> elsewhere;
    private final Values values;
    private final Dice dice;

    /** @param here methods that the sandbox has */
    BotCalls(BotApiDocument document, List<String> here, Dice dice) {
        this.methods = document.methods();
        this.here = here;
        this.elsewhere = methods.keySet().stream()
                .filter(method -> !here.contains(method))
                .toList();
        this.values = new Values(document, dice);
        this.dice = dice;
    }

    /** @param path of the world: empty, or {@code /worlds/<name>} */
    HttpCall next(String path, Known known, String token) {
        String method = dice.chance(0.05) ? dice.of(elsewhere) : dice.of(here);
        if (method.equals("leaveChat") && dice.chance(0.9)) {
            method = "getMe";
        }
        return call(path, known, token, method);
    }

    HttpCall call(String path, Known known, String token, String method) {
        SequencedMap<String, Tl> params = params(known, bot(token), method);
        if (dice.chance(0.22)) {
            spoil(params, method);
        }
        String name = dice.chance(0.02) ? method.toUpperCase(Locale.ROOT) : method;
        return written(path + "/bot" + token + "/" + name, method, params);
    }

    /** What {@code getFile} leads to. */
    HttpCall file(String path, Known known, String token) {
        String file = known.files.isEmpty() ? "none" : dice.of(known.files);
        return HttpCall.get(
                Door.BOTS,
                "a file",
                path + "/file/bot" + token + "/"
                        + dice.of("photos/" + file + ".jpg", "documents/" + file, file, "", "%ff"));
    }

    private static long bot(String token) {
        return Long.parseLong(token.substring(0, token.indexOf(':')));
    }

    private void spoil(SequencedMap<String, Tl> params, String method) {
        List<String> names =
                methods.get(method).stream().map(BotApiDocument.Field::name).toList();
        if (names.isEmpty()) {
            return;
        }
        for (int i = dice.between(1, 2); i > 0; i--) {
            String name = params.isEmpty() || dice.chance(0.2) ? dice.of(names) : dice.of(List.copyOf(params.keySet()));
            if (dice.chance(0.2)) {
                params.remove(name);
            } else if (!name.equals("timeout")) {
                params.put(name, params.containsKey(name) ? values.spoilt(params.get(name)) : values.odd());
            }
        }
    }

    /** One call's subject: a message where the method wants one, and a chat. */
    private final class Subject {

        private final Known known;
        private final long bot;
        private final @Nullable Ref ref;
        private final long chat;

        Subject(Known known, long bot, String method) {
            this.known = known;
            this.bot = bot;
            this.ref = dice.chance(0.12)
                    ? untold()
                    : known.message(dice, wanted(method)).orElse(null);
            this.chat = ref != null && (names(method, "message_id") || dice.chance(0.5)) ? ref.chat() : anyChat();
        }

        /** One that may be there although nobody told the bot. */
        private Ref untold() {
            return new Ref(anyChat(), dice.between(1, 40), 0, Kind.TEXT, bot);
        }

        private Predicate<Ref> wanted(String method) {
            if (dice.chance(0.1)) {
                return _ -> true;
            }
            Predicate<Ref> own = ref -> ref.isOwn() && ref.bot() == bot;
            return switch (method) {
                case "editMessageText" -> own.and(ref -> ref.kind() == Kind.TEXT);
                case "editMessageCaption" -> own.and(ref -> ref.kind() == Kind.PHOTO || ref.kind() == Kind.DOCUMENT);
                default -> ABOUT_OWN_MESSAGES.contains(method) ? own : ref -> ref.bot() == bot;
            };
        }

        private boolean names(String method, String field) {
            return methods.get(method).stream()
                    .anyMatch(declared -> declared.name().equals(field));
        }

        private long anyChat() {
            return known.chats.isEmpty() ? 1 : dice.of(List.copyOf(known.chats.keySet()));
        }

        private Tl written(long id) {
            return known.username(id)
                    .filter(_ -> dice.chance(0.2))
                    .map(name -> Tl.of("@" + name))
                    .orElse(Tl.of(id));
        }

        private long user(long in) {
            List<Long> seen = known.messages.stream()
                    .filter(message -> message.chat() == in && message.author() > 0 && message.author() != bot)
                    .map(Ref::author)
                    .toList();
            if (!seen.isEmpty() && dice.chance(0.7)) {
                return dice.of(seen);
            }
            return known.users.isEmpty() || dice.chance(0.05) ? bot : dice.of(known.users);
        }
    }

    private SequencedMap<String, Tl> params(Known known, long bot, String method) {
        Subject subject = new Subject(known, bot, method);
        boolean forwards = subject.names(method, "from_chat_id");
        long chat = forwards ? subject.anyChat() : subject.chat;
        Optional<Known.Request> request = known.requests.isEmpty() || !method.contains("JoinRequest")
                ? Optional.empty()
                : Optional.of(dice.of(known.requests));
        SequencedMap<String, Tl> params = new LinkedHashMap<>();
        for (BotApiDocument.Field field : methods.get(method)) {
            if (!field.required() && !dice.chance(share(method, field.name()))) {
                continue;
            }
            switch (field.name()) {
                case "text", "caption" -> {
                    if (!params.containsKey(field.name())) {
                        Tl.Builder text = Tl.object();
                        values.text(text, field.name(), subject.user(chat));
                        text.build().fields().forEach(params::put);
                    }
                }
                case "parse_mode", "entities", "caption_entities" -> {}
                default -> params.put(field.name(), value(field, subject, chat, request, method));
            }
        }
        return params;
    }

    private static double share(String method, String field) {
        return switch (field) {
            case "message_id", "chat_id", "permissions", "reaction", "caption" -> 0.9;
            case "reply_markup" -> method.startsWith("edit") ? 0.5 : 0.3;
            case "reply_parameters" -> 0.3;
            case "allowed_updates" -> method.equals("getUpdates") ? 0.9 : 0;
            case "inline_message_id", "business_connection_id", "message_thread_id" -> 0.05;
            default -> method.startsWith("get") && field.equals("offset") ? 0.9 : 0.2;
        };
    }

    private Tl value(
            BotApiDocument.Field field, Subject subject, long chat, Optional<Known.Request> request, String method) {
        Known known = subject.known;
        Ref ref = subject.ref;
        return switch (field.name()) {
            case "chat_id" -> subject.written(request.map(Known.Request::chat).orElse(chat));
            case "from_chat_id" -> subject.written(ref == null ? chat : ref.chat());
            case "sender_chat_id" -> subject.written(subject.anyChat());
            case "message_id" -> Tl.of(ref == null ? 1 : ref.id());
            case "message_ids" -> messageIds(known, ref);
            case "message_thread_id" -> Tl.of(dice.between(1, 4));
            case "user_id" -> Tl.of(request.map(Known.Request::user).orElseGet(() -> subject.user(chat)));
            case "callback_query_id" ->
                known.queries.isEmpty()
                        ? Tl.of("7")
                        : Tl.of(known.queries.getLast().id());
            case "file_id" -> known.files.isEmpty() ? values.odd() : Tl.of(dice.of(known.files));
            case "media" -> method.equals("sendMediaGroup") ? album(known) : media(known, dice.of("photo", "document"));
            case "reply_markup" -> values.keyboard(method.startsWith("edit"));
            case "reply_parameters" -> reply(known, chat);
            case "permissions" ->
                Tl.object()
                        .with("can_send_messages", dice.chance(0.5))
                        .with("can_send_polls", dice.chance(0.5))
                        .with("can_add_web_page_previews", dice.chance(0.3))
                        .build();
            case "reaction" ->
                Tl.of(
                        dice.chance(0.2)
                                ? List.<Tl>of()
                                : List.<Tl>of(Tl.object()
                                        .with("type", "emoji")
                                        .with("emoji", dice.of("👍", "👎", "🔥"))
                                        .build()));
            case "commands" ->
                Tl.of(List.<Tl>of(Tl.object()
                        .with("command", dice.of("start", "help", "ban"))
                        .with("description", values.words())
                        .build()));
            case "scope" ->
                dice.of(
                        Tl.object().with("type", "default").build(),
                        Tl.object().with("type", "chat").with("chat_id", chat).build(),
                        Tl.object()
                                .with("type", "chat_member")
                                .with("chat_id", chat)
                                .with("user_id", 1)
                                .build());
            case "until_date" -> Tl.of(known.date + dice.of(-10, 0, 29, 31, 120, 86_400, 400 * 86_400));
            case "action" -> Tl.of(dice.of("typing", "upload_photo"));
            case "url" ->
                Tl.of(
                        method.equals("setWebhook")
                                ? dice.of("http://127.0.0.1:9/hook", "https://localhost:9/", "", "http://[::1]:9/")
                                : "https://shop.example/");
            case "secret_token" -> Tl.of("s3cret-token");
            case "allowed_updates" -> Tl.of(dice.chance(0.9) ? ALL_UPDATES : List.of(Tl.of("message")));
            case "timeout" -> Tl.of(dice.of(0, -1));
            case "limit" -> Tl.of(dice.of(1, 10, 100, 0, 1000));
            case "offset" -> Tl.of(known.lastUpdates.getOrDefault(subject.bot, 0L) + 1);
            default -> FILES.contains(field.name()) ? Tl.of(file(known)) : values.of(field.name(), field.types());
        };
    }

    private Tl messageIds(Known known, @Nullable Ref ref) {
        if (ref == null || ref.author() == 0) {
            int first = dice.between(1, 40);
            return Tl.of(List.of(Tl.of(first), Tl.of(first + 1), Tl.of(first + dice.between(2, 9))));
        }
        return Tl.of(known.messages.stream()
                .filter(other -> other.chat() == ref.chat() && Math.abs(other.id() - ref.id()) < 10)
                .map(Ref::id)
                .distinct()
                .sorted()
                .map(Tl::of)
                .toList());
    }

    private Tl reply(Known known, long chat) {
        Tl.Builder reply = Tl.object()
                .with(
                        "message_id",
                        known.message(dice, ref -> ref.chat() == chat)
                                .map(Ref::id)
                                .orElse(1L));
        if (dice.chance(0.3)) {
            reply.with("allow_sending_without_reply", true);
        }
        return reply.build();
    }

    private Tl album(Known known) {
        String type = dice.of("photo", "document");
        List<Tl> items = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            items.add(media(known, type));
        }
        return Tl.of(items);
    }

    private Tl media(Known known, String type) {
        Tl.Builder media = Tl.object().with("type", type).with("media", file(known));
        if (dice.chance(0.4)) {
            values.text(media, "caption", known.users.isEmpty() ? 1 : dice.of(known.users));
        }
        return media.build();
    }

    private String file(Known known) {
        if (!known.files.isEmpty() && dice.chance(0.2)) {
            return dice.of(known.files);
        }
        return dice.of("https://pictures.example/a.jpg", "attach://file", "attach://none");
    }

    private HttpCall written(String target, String method, SequencedMap<String, Tl> params) {
        boolean attaches =
                params.values().stream().anyMatch(value -> text(value).contains("attach://file"));
        int form = attaches ? 3 : dice.between(0, 3);
        return switch (form) {
            case 0 -> HttpCall.get(Door.BOTS, method, target + (params.isEmpty() ? "" : "?" + encoded(params)));
            case 1 ->
                new HttpCall(Door.BOTS, method, "POST", target, "application/x-www-form-urlencoded", encoded(params));
            case 2 -> HttpCall.json(Door.BOTS, method, "POST", target, new Tl.Obj(params));
            default ->
                new HttpCall(
                        Door.BOTS, method, "POST", target, "multipart/form-data; boundary=fuzz", multipart(params));
        };
    }

    private static String text(Tl value) {
        return value instanceof Tl.Text(String text) ? text : new String(TlJson.write(value), StandardCharsets.UTF_8);
    }

    private static String encoded(Map<String, Tl> params) {
        List<String> pairs = new ArrayList<>();
        params.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(text(value), StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    private static String multipart(Map<String, Tl> params) {
        StringBuilder body = new StringBuilder();
        params.forEach((name, value) -> body.append("--fuzz\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(text(value))
                .append("\r\n"));
        body.append("--fuzz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n")
                .append("Content-Type: image/jpeg\r\n\r\nabc\r\n--fuzz--\r\n");
        return body.toString();
    }
}
