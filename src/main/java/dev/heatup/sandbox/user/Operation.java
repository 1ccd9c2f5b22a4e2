package dev.heatup.sandbox.user;

import dev.heatup.sandbox.user.Timeline.Window;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a call asks for, its parameters read and in range. The contract's calls and Telegram's methods meet here. */
sealed interface Operation {

    record Config() implements Operation {}

    record Resolve(String username) implements Operation {}

    record Join(String chat) implements Operation {}

    record Leave(String chat) implements Operation {}

    /** @param maxId 0 for all */
    record ReadHistory(String chat, long maxId) implements Operation {}

    record History(String chat, Window window) implements Operation {}

    /** @param increment whether the account now sees these posts */
    record Views(String chat, List<Long> ids, boolean increment) implements Operation {}

    record Dialogs(int limit, int offset) implements Operation {}

    /** @param behind start after the dialog of this name; null for the first page */
    record DialogsBehind(int limit, @Nullable String behind) implements Operation {}

    /** @param topic of a forum, by the message that opened it; null for none, and for the general one */
    record Send(
            String chat,
            String text,
            @Nullable Long replyTo,
            @Nullable Long topic) implements Operation {}

    record Edit(String chat, long messageId, String text) implements Operation {}

    /** @param hash what follows {@code t.me/+} */
    record Invited(String hash) implements Operation {}

    /** A chat with all that may be done in it. */
    record Full(String chat) implements Operation {}

    /** @param emoji empty to take the reaction back */
    record React(String chat, long messageId, List<String> emoji) implements Operation {
        public React {
            emoji = List.copyOf(emoji);
        }
    }

    /** @param payload of a deep link; empty for none */
    record Start(String bot, String payload) implements Operation {}

    record Press(String chat, long messageId, String data) implements Operation {}

    record Block(String bot, boolean blocks) implements Operation {}

    record Malformed(RpcError error) implements Operation {}

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

    static Operation of(Call call) {
        return switch (call) {
            case Call.JoinChat join -> new Join(join.chat());
            case Call.SendMessage send -> new Send(send.chat(), send.text(), send.replyTo(), null);
            case Call.Dialogs(int limit, int offset) -> {
                if (limit < 1 || limit > Timeline.MAX_PAGE) {
                    yield new Malformed(RpcError.LIMIT_INVALID);
                }
                yield offset < 0 ? new Malformed(RpcError.OFFSET_INVALID) : new Dialogs(limit, offset);
            }
            case Call.InvokeRaw raw -> {
                Params params = new Params(raw.params());
                Operation operation = raw(raw.method(), params);
                Optional<RpcError> problem = params.problem();
                yield problem.isPresent() ? new Malformed(problem.get()) : operation;
            }
        };
    }

    /** Parameters that the sandbox doesn't know are left aside, as they differ between Telegram's layers. */
    private static Operation raw(String method, Params params) {
        return switch (method) {
            case Method.CONFIG -> new Config();
            case Method.RESOLVE -> new Resolve(params.chat("username", RpcError.USERNAME_INVALID));
            case Method.JOIN -> new Join(params.chat("channel", RpcError.CHANNEL_INVALID));
            case Method.LEAVE -> new Leave(params.chat("channel", RpcError.CHANNEL_INVALID));
            case Method.READ ->
                new ReadHistory(
                        params.chat("channel", RpcError.CHANNEL_INVALID),
                        params.from0("max_id", 0, RpcError.MSG_ID_INVALID));
            case Method.READ_DIRECT ->
                new ReadHistory(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.from0("max_id", 0, RpcError.MSG_ID_INVALID));
            case Method.IMPORT_INVITE -> new Invited(params.text("hash", RpcError.INVITE_HASH_EMPTY));
            case Method.FULL_CHANNEL -> new Full(params.chat("channel", RpcError.CHANNEL_INVALID));
            case Method.REACT ->
                new React(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.from0("msg_id", 0, RpcError.MESSAGE_ID_INVALID),
                        params.reaction("reaction"));
            case Method.EDIT ->
                new Edit(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.from0("id", 0, RpcError.MESSAGE_ID_INVALID),
                        params.text("message", RpcError.MESSAGE_EMPTY));
            case Method.START_BOT -> new Start(params.chat("bot", RpcError.BOT_INVALID), params.payload("start_param"));
            case Method.PRESS ->
                new Press(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.from0("msg_id", 0, RpcError.MESSAGE_ID_INVALID),
                        params.text("data", RpcError.DATA_INVALID));
            case Method.BLOCK -> new Block(params.chat("id", RpcError.CONTACT_ID_INVALID), true);
            case Method.UNBLOCK -> new Block(params.chat("id", RpcError.CONTACT_ID_INVALID), false);
            case Method.HISTORY ->
                new History(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        new Window(
                                params.from0("offset_id", 0, RpcError.MSG_ID_INVALID),
                                params.anyInt("add_offset", 0),
                                params.from0("limit", Timeline.MAX_PAGE, RpcError.LIMIT_INVALID),
                                params.from0("max_id", 0, RpcError.MSG_ID_INVALID),
                                params.from0("min_id", 0, RpcError.MSG_ID_INVALID)));
            case Method.VIEWS ->
                new Views(params.chat("peer", RpcError.PEER_ID_INVALID), params.ids("id"), params.flag("increment"));
            case Method.DIALOGS ->
                new DialogsBehind(
                        (int) params.from0("limit", Timeline.MAX_PAGE, RpcError.LIMIT_INVALID),
                        params.optionalName("offset_peer", RpcError.OFFSET_PEER_ID_INVALID));
            case Method.SEND ->
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
            if (items.isEmpty() || items.size() > Timeline.MAX_PAGE) {
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
