package dev.heatup.sandbox.user;

import dev.heatup.sandbox.user.ChatHistory.Window;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a call asks for, its parameters read and in range. The contract's calls and Telegram's methods meet here. */
sealed interface AccountOperation {

    record Config() implements AccountOperation {}

    record Resolve(String username) implements AccountOperation {}

    record Join(String chat) implements AccountOperation {}

    record Leave(String chat) implements AccountOperation {}

    /** @param maxId 0 for all */
    record ReadHistory(String chat, long maxId) implements AccountOperation {}

    record History(String chat, Window window) implements AccountOperation {}

    /** @param increment whether the account now sees these posts */
    record Views(String chat, List<Long> ids, boolean increment) implements AccountOperation {}

    record Dialogs(int limit, int offset) implements AccountOperation {}

    /** @param behind start after the dialog of this name; null for the first page */
    record DialogsBehind(int limit, @Nullable String behind) implements AccountOperation {}

    /** @param topic of a forum, by the message that opened it; null for none, and for the general one */
    record Send(
            String chat,
            String text,
            @Nullable Long replyTo,
            @Nullable Long topic) implements AccountOperation {}

    record Edit(String chat, long messageId, String text) implements AccountOperation {}

    /** @param hash what follows {@code t.me/+} */
    record Invited(String hash) implements AccountOperation {}

    /** A chat with all that may be done in it. */
    record Full(String chat) implements AccountOperation {}

    /** @param emoji empty to take the reaction back */
    record React(String chat, long messageId, List<String> emoji) implements AccountOperation {
        public React {
            emoji = List.copyOf(emoji);
        }
    }

    /** @param payload of a deep link; empty for none */
    record Start(String bot, String payload) implements AccountOperation {}

    record Press(String chat, long messageId, String data) implements AccountOperation {}

    record Block(String bot, boolean blocks) implements AccountOperation {}

    record Malformed(RpcError error) implements AccountOperation {}

    /** Whether it would leave anything behind. */
    default boolean changesTheWorld() {
        return switch (this) {
            case Join _, Invited _, Leave _, Send _, Edit _, React _, Start _, Press _, Block _ -> true;
            case Config _,
                    Resolve _,
                    ReadHistory _,
                    History _,
                    Views _,
                    Dialogs _,
                    DialogsBehind _,
                    Full _,
                    Malformed _ -> false;
        };
    }

    static AccountOperation of(Call call) {
        return switch (call) {
            case Call.JoinChat join -> new Join(join.chat());
            case Call.SendMessage send -> new Send(send.chat(), send.text(), send.replyTo(), null);
            case Call.Dialogs(int limit, int offset) -> {
                if (limit < 1 || limit > ChatHistory.MAX_PAGE) {
                    yield new Malformed(RpcError.LIMIT_INVALID);
                }
                yield offset < 0 ? new Malformed(RpcError.OFFSET_INVALID) : new Dialogs(limit, offset);
            }
            case Call.InvokeRaw raw -> {
                Params params = new Params(raw.params());
                AccountOperation accountOperation = raw(raw.method(), params);
                Optional<RpcError> problem = params.problem();
                yield problem.isPresent() ? new Malformed(problem.get()) : accountOperation;
            }
        };
    }

    /** Parameters that the sandbox doesn't know are left aside, as they differ between Telegram's layers. */
    private static AccountOperation raw(String method, Params params) {
        return switch (method) {
            case TelegramMethod.CONFIG -> new Config();
            case TelegramMethod.RESOLVE -> new Resolve(params.chat("username", RpcError.USERNAME_INVALID));
            case TelegramMethod.JOIN -> new Join(params.chat("channel", RpcError.CHANNEL_INVALID));
            case TelegramMethod.LEAVE -> new Leave(params.chat("channel", RpcError.CHANNEL_INVALID));
            case TelegramMethod.READ ->
                new ReadHistory(
                        params.chat("channel", RpcError.CHANNEL_INVALID),
                        params.from0("max_id", 0, RpcError.MSG_ID_INVALID));
            case TelegramMethod.READ_DIRECT ->
                new ReadHistory(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.from0("max_id", 0, RpcError.MSG_ID_INVALID));
            case TelegramMethod.IMPORT_INVITE -> new Invited(params.text("hash", RpcError.INVITE_HASH_EMPTY));
            case TelegramMethod.FULL_CHANNEL -> new Full(params.chat("channel", RpcError.CHANNEL_INVALID));
            case TelegramMethod.REACT ->
                new React(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.from0("msg_id", 0, RpcError.MESSAGE_ID_INVALID),
                        params.reaction("reaction"));
            case TelegramMethod.EDIT ->
                new Edit(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.from0("id", 0, RpcError.MESSAGE_ID_INVALID),
                        params.text("message", RpcError.MESSAGE_EMPTY));
            case TelegramMethod.START_BOT ->
                new Start(params.chat("bot", RpcError.BOT_INVALID), params.payload("start_param"));
            case TelegramMethod.PRESS ->
                new Press(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.from0("msg_id", 0, RpcError.MESSAGE_ID_INVALID),
                        params.text("data", RpcError.DATA_INVALID));
            case TelegramMethod.BLOCK -> new Block(params.chat("id", RpcError.CONTACT_ID_INVALID), true);
            case TelegramMethod.UNBLOCK -> new Block(params.chat("id", RpcError.CONTACT_ID_INVALID), false);
            case TelegramMethod.HISTORY ->
                new History(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        new Window(
                                params.from0("offset_id", 0, RpcError.MSG_ID_INVALID),
                                params.anyInt("add_offset", 0),
                                params.from0("limit", ChatHistory.MAX_PAGE, RpcError.LIMIT_INVALID),
                                params.from0("max_id", 0, RpcError.MSG_ID_INVALID),
                                params.from0("min_id", 0, RpcError.MSG_ID_INVALID)));
            case TelegramMethod.VIEWS ->
                new Views(params.chat("peer", RpcError.PEER_ID_INVALID), params.ids("id"), params.flag("increment"));
            case TelegramMethod.DIALOGS ->
                new DialogsBehind(
                        (int) params.from0("limit", ChatHistory.MAX_PAGE, RpcError.LIMIT_INVALID),
                        params.optionalName("offset_peer", RpcError.OFFSET_PEER_ID_INVALID));
            case TelegramMethod.SEND ->
                new Send(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.text("message", RpcError.MESSAGE_EMPTY),
                        params.replyTo("reply_to"),
                        params.topic("reply_to"));
            default -> new Malformed(RpcError.METHOD_INVALID);
        };
    }

    /** Keeps the first problem and goes on with placeholders, so that reading stays one expression. */
    final class Params {

        private static final Pattern PAYLOAD = Pattern.compile("[A-Za-z0-9_-]{0,64}");

        private final Tl.Obj params;
        private @Nullable RpcError problem;

        private Params(Tl.Obj params) {
            this.params = params;
        }

        Optional<RpcError> problem() {
            return Optional.ofNullable(problem);
        }

        /** A chat is named by its username, as text; the world says whether it exists. */
        String chat(String field, RpcError otherwise) {
            return text(field, otherwise);
        }

        String text(String field, RpcError otherwise) {
            return params.text(field).orElseGet(() -> bad(otherwise, ""));
        }

        long from0(String field, long absent, RpcError otherwise) {
            return number(field, absent, 0, otherwise);
        }

        long anyInt(String field, long absent) {
            return number(field, absent, Integer.MIN_VALUE, RpcError.OFFSET_INVALID);
        }

        boolean flag(String field) {
            if (params.get(field).isEmpty()) {
                return false;
            }
            return params.bool(field).orElseGet(() -> bad(RpcError.INPUT_FETCH_ERROR, false));
        }

        List<Long> ids(String field) {
            List<Tl> items = params.list(field);
            if (items.isEmpty() || items.size() > ChatHistory.MAX_PAGE) {
                return bad(RpcError.INPUT_FETCH_ERROR, List.of());
            }
            return items.stream()
                    .map(item -> item instanceof Tl.Int(long id) ? id : bad(RpcError.MSG_ID_INVALID, 0L))
                    .toList();
        }

        @Nullable
        String optionalName(String field, RpcError otherwise) {
            return isAbsent(field) ? null : text(field, otherwise);
        }

        /** Of a deep link; Telegram's bounds. */
        String payload(String field) {
            String payload = isAbsent(field) ? "" : text(field, RpcError.START_PARAM_INVALID);
            return PAYLOAD.matcher(payload).matches() ? payload : bad(RpcError.START_PARAM_INVALID, "");
        }

        /** Emoji alone; custom ones and stars are for subscribers. */
        List<String> reaction(String field) {
            return params.list(field).stream()
                    .map(item -> item instanceof Tl.Obj reaction
                            ? reaction.text("emoticon").orElseGet(() -> bad(RpcError.REACTION_INVALID, ""))
                            : bad(RpcError.REACTION_INVALID, ""))
                    .toList();
        }

        /** In Telegram's inputReplyToMessage. */
        @Nullable
        Long topic(String field) {
            return params.get(field)
                    .flatMap(value -> value instanceof Tl.Obj input ? input.integer("top_msg_id") : Optional.empty())
                    .orElse(null);
        }

        /** A message's id, bare or in Telegram's inputReplyToMessage, which may have a topic alone. */
        @Nullable
        Long replyTo(String field) {
            if (isAbsent(field) || isTopicAlone(field)) {
                return null;
            }
            Optional<Long> id = params.get(field).flatMap(value -> switch (value) {
                case Tl.Int(long bare) -> Optional.of(bare);
                case Tl.Obj input -> input.integer("reply_to_msg_id");
                case Tl.Items _, Tl.Text _, Tl.Decimal _, Tl.Bool _, Tl.Null _ -> Optional.empty();
            });
            return id.orElseGet(() -> bad(RpcError.REPLY_MESSAGE_ID_INVALID, 0L));
        }

        private boolean isTopicAlone(String field) {
            return params.get(field)
                    .filter(value -> value instanceof Tl.Obj input
                            && input.get("reply_to_msg_id").isEmpty()
                            && input.get("top_msg_id").isPresent())
                    .isPresent();
        }

        private boolean isAbsent(String field) {
            return params.get(field).map(value -> value instanceof Tl.Null).orElse(true);
        }

        private long number(String field, long absent, long least, RpcError otherwise) {
            if (params.get(field).isEmpty()) {
                return absent;
            }
            return params.integer(field)
                    .filter(n -> n >= least && n <= Integer.MAX_VALUE)
                    .orElseGet(() -> bad(otherwise, absent));
        }

        private <T> T bad(RpcError error, T placeholder) {
            if (problem == null) {
                problem = error;
            }
            return placeholder;
        }
    }
}
