package dev.heatup.sandbox.fuzz;

import dev.heatup.sandbox.fuzz.HttpCall.Door;
import dev.heatup.sandbox.fuzz.KnownIds.Kind;
import dev.heatup.sandbox.fuzz.KnownIds.Ref;
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
    private final RandomValues randomValues;
    private final SeededRandom seededRandom;

    /** @param here methods that the sandbox has */
    BotCalls(BotApiDocument document, List<String> here, SeededRandom seededRandom) {
        this.methods = document.methods();
        this.here = here;
        this.elsewhere = methods.keySet().stream()
                .filter(method -> !here.contains(method))
                .toList();
        this.randomValues = new RandomValues(document, seededRandom);
        this.seededRandom = seededRandom;
    }

    /** @param path of the world: empty, or {@code /worlds/<name>} */
    HttpCall next(String path, KnownIds knownIds, String token) {
        String method = seededRandom.chance(0.05) ? seededRandom.of(elsewhere) : seededRandom.of(here);
        if (method.equals("leaveChat") && seededRandom.chance(0.9)) {
            method = "getMe";
        }
        return call(path, knownIds, token, method);
    }

    HttpCall call(String path, KnownIds knownIds, String token, String method) {
        SequencedMap<String, Tl> params = params(knownIds, bot(token), method);
        if (seededRandom.chance(0.22)) {
            spoil(params, method);
        }
        String name = seededRandom.chance(0.02) ? method.toUpperCase(Locale.ROOT) : method;
        return written(path + "/bot" + token + "/" + name, method, params);
    }

    /** What {@code getFile} leads to. */
    HttpCall file(String path, KnownIds knownIds, String token) {
        String file = knownIds.files.isEmpty() ? "none" : seededRandom.of(knownIds.files);
        return HttpCall.get(
                Door.BOTS,
                "a file",
                path + "/file/bot" + token + "/"
                        + seededRandom.of("photos/" + file + ".jpg", "documents/" + file, file, "", "%ff"));
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
        for (int i = seededRandom.between(1, 2); i > 0; i--) {
            String name = params.isEmpty() || seededRandom.chance(0.2)
                    ? seededRandom.of(names)
                    : seededRandom.of(List.copyOf(params.keySet()));
            if (seededRandom.chance(0.2)) {
                params.remove(name);
            } else if (!name.equals("timeout")) {
                params.put(name, params.containsKey(name) ? randomValues.spoilt(params.get(name)) : randomValues.odd());
            }
        }
    }

    /** One call's subject: a message where the method wants one, and a chat. */
    private final class Subject {

        private final KnownIds knownIds;
        private final long bot;
        private final @Nullable Ref ref;
        private final long chat;

        Subject(KnownIds knownIds, long bot, String method) {
            this.knownIds = knownIds;
            this.bot = bot;
            this.ref = seededRandom.chance(0.12)
                    ? untold()
                    : knownIds.message(seededRandom, wanted(method)).orElse(null);
            this.chat =
                    ref != null && (names(method, "message_id") || seededRandom.chance(0.5)) ? ref.chat() : anyChat();
        }

        /** One that may be there although nobody told the bot. */
        private Ref untold() {
            return new Ref(anyChat(), seededRandom.between(1, 40), 0, Kind.TEXT, bot);
        }

        private Predicate<Ref> wanted(String method) {
            if (seededRandom.chance(0.1)) {
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
            return knownIds.chats.isEmpty() ? 1 : seededRandom.of(List.copyOf(knownIds.chats.keySet()));
        }

        private Tl written(long id) {
            return knownIds.username(id)
                    .filter(_ -> seededRandom.chance(0.2))
                    .map(name -> Tl.of("@" + name))
                    .orElse(Tl.of(id));
        }

        private long user(long in) {
            List<Long> seen = knownIds.messages.stream()
                    .filter(message -> message.chat() == in && message.author() > 0 && message.author() != bot)
                    .map(Ref::author)
                    .toList();
            if (!seen.isEmpty() && seededRandom.chance(0.7)) {
                return seededRandom.of(seen);
            }
            return knownIds.users.isEmpty() || seededRandom.chance(0.05) ? bot : seededRandom.of(knownIds.users);
        }
    }

    private SequencedMap<String, Tl> params(KnownIds knownIds, long bot, String method) {
        Subject subject = new Subject(knownIds, bot, method);
        boolean forwards = subject.names(method, "from_chat_id");
        long chat = forwards ? subject.anyChat() : subject.chat;
        Optional<KnownIds.Request> request = knownIds.requests.isEmpty() || !method.contains("JoinRequest")
                ? Optional.empty()
                : Optional.of(seededRandom.of(knownIds.requests));
        SequencedMap<String, Tl> params = new LinkedHashMap<>();
        for (BotApiDocument.Field field : methods.get(method)) {
            if (!field.required() && !seededRandom.chance(share(method, field.name()))) {
                continue;
            }
            switch (field.name()) {
                case "text", "caption" -> {
                    if (!params.containsKey(field.name())) {
                        Tl.Builder text = Tl.object();
                        randomValues.text(text, field.name(), subject.user(chat));
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
            BotApiDocument.Field field, Subject subject, long chat, Optional<KnownIds.Request> request, String method) {
        KnownIds knownIds = subject.knownIds;
        Ref ref = subject.ref;
        return switch (field.name()) {
            case "chat_id" ->
                subject.written(request.map(KnownIds.Request::chat).orElse(chat));
            case "from_chat_id" -> subject.written(ref == null ? chat : ref.chat());
            case "sender_chat_id" -> subject.written(subject.anyChat());
            case "message_id" -> Tl.of(ref == null ? 1 : ref.id());
            case "message_ids" -> messageIds(knownIds, ref);
            case "message_thread_id" -> Tl.of(seededRandom.between(1, 4));
            case "user_id" -> Tl.of(request.map(KnownIds.Request::user).orElseGet(() -> subject.user(chat)));
            case "callback_query_id" ->
                knownIds.queries.isEmpty()
                        ? Tl.of("7")
                        : Tl.of(knownIds.queries.getLast().id());
            case "file_id" -> knownIds.files.isEmpty() ? randomValues.odd() : Tl.of(seededRandom.of(knownIds.files));
            case "media" ->
                method.equals("sendMediaGroup")
                        ? album(knownIds)
                        : media(knownIds, seededRandom.of("photo", "document"));
            case "reply_markup" -> randomValues.keyboard(method.startsWith("edit"));
            case "reply_parameters" -> reply(knownIds, chat);
            case "permissions" ->
                Tl.object()
                        .with("can_send_messages", seededRandom.chance(0.5))
                        .with("can_send_polls", seededRandom.chance(0.5))
                        .with("can_add_web_page_previews", seededRandom.chance(0.3))
                        .build();
            case "reaction" ->
                Tl.of(
                        seededRandom.chance(0.2)
                                ? List.<Tl>of()
                                : List.<Tl>of(Tl.object()
                                        .with("type", "emoji")
                                        .with("emoji", seededRandom.of("👍", "👎", "🔥"))
                                        .build()));
            case "commands" ->
                Tl.of(List.<Tl>of(Tl.object()
                        .with("command", seededRandom.of("start", "help", "ban"))
                        .with("description", randomValues.words())
                        .build()));
            case "scope" ->
                seededRandom.of(
                        Tl.object().with("type", "default").build(),
                        Tl.object().with("type", "chat").with("chat_id", chat).build(),
                        Tl.object()
                                .with("type", "chat_member")
                                .with("chat_id", chat)
                                .with("user_id", 1)
                                .build());
            case "until_date" -> Tl.of(knownIds.date + seededRandom.of(-10, 0, 29, 31, 120, 86_400, 400 * 86_400));
            case "action" -> Tl.of(seededRandom.of("typing", "upload_photo"));
            case "url" ->
                Tl.of(
                        method.equals("setWebhook")
                                ? seededRandom.of(
                                        "http://127.0.0.1:9/hook", "https://localhost:9/", "", "http://[::1]:9/")
                                : "https://shop.example/");
            case "secret_token" -> Tl.of("s3cret-token");
            case "allowed_updates" -> Tl.of(seededRandom.chance(0.9) ? ALL_UPDATES : List.of(Tl.of("message")));
            case "timeout" -> Tl.of(seededRandom.of(0, -1));
            case "limit" -> Tl.of(seededRandom.of(1, 10, 100, 0, 1000));
            case "offset" -> Tl.of(knownIds.lastUpdates.getOrDefault(subject.bot, 0L) + 1);
            default ->
                FILES.contains(field.name()) ? Tl.of(file(knownIds)) : randomValues.of(field.name(), field.types());
        };
    }

    private Tl messageIds(KnownIds knownIds, @Nullable Ref ref) {
        if (ref == null || ref.author() == 0) {
            int first = seededRandom.between(1, 40);
            return Tl.of(List.of(Tl.of(first), Tl.of(first + 1), Tl.of(first + seededRandom.between(2, 9))));
        }
        return Tl.of(knownIds.messages.stream()
                .filter(other -> other.chat() == ref.chat() && Math.abs(other.id() - ref.id()) < 10)
                .map(Ref::id)
                .distinct()
                .sorted()
                .map(Tl::of)
                .toList());
    }

    private Tl reply(KnownIds knownIds, long chat) {
        Tl.Builder reply = Tl.object()
                .with(
                        "message_id",
                        knownIds.message(seededRandom, ref -> ref.chat() == chat)
                                .map(Ref::id)
                                .orElse(1L));
        if (seededRandom.chance(0.3)) {
            reply.with("allow_sending_without_reply", true);
        }
        return reply.build();
    }

    private Tl album(KnownIds knownIds) {
        String type = seededRandom.of("photo", "document");
        List<Tl> items = new ArrayList<>();
        for (int i = seededRandom.between(1, 4); i > 0; i--) {
            items.add(media(knownIds, type));
        }
        return Tl.of(items);
    }

    private Tl media(KnownIds knownIds, String type) {
        Tl.Builder media = Tl.object().with("type", type).with("media", file(knownIds));
        if (seededRandom.chance(0.4)) {
            randomValues.text(media, "caption", knownIds.users.isEmpty() ? 1 : seededRandom.of(knownIds.users));
        }
        return media.build();
    }

    private String file(KnownIds knownIds) {
        if (!knownIds.files.isEmpty() && seededRandom.chance(0.2)) {
            return seededRandom.of(knownIds.files);
        }
        return seededRandom.of("https://pictures.example/a.jpg", "attach://file", "attach://none");
    }

    private HttpCall written(String target, String method, SequencedMap<String, Tl> params) {
        boolean attaches =
                params.values().stream().anyMatch(value -> text(value).contains("attach://file"));
        int form = attaches ? 3 : seededRandom.between(0, 3);
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
