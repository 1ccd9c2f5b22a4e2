package dev.heatup.sandbox;

import dev.heatup.channel.Username;
import dev.heatup.gateway.Call;
import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.Timeline.Window;
import java.util.List;
import java.util.Optional;
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

    /** @param behind start after the dialog with this chat; null for the first page */
    record DialogsBehind(int limit, @Nullable Username behind) implements Operation {}

    record Send(String chat, String text, @Nullable Long replyTo) implements Operation {}

    record Malformed(RpcError error) implements Operation {}

    static Operation of(Call call) {
        return switch (call) {
            case Call.JoinChat join -> new Join(join.chat());
            case Call.SendMessage send -> new Send(send.chat(), send.text(), send.replyTo());
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
                        params.optionalUsername("offset_peer", RpcError.OFFSET_PEER_ID_INVALID));
            case Method.SEND ->
                new Send(
                        params.chat("peer", RpcError.PEER_ID_INVALID),
                        params.text("message", RpcError.MESSAGE_EMPTY),
                        params.replyTo("reply_to"));
            default -> new Malformed(RpcError.METHOD_INVALID);
        };
    }

    /** Keeps the first problem and goes on with placeholders, so that reading stays one expression. */
    final class Params {

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
        Username optionalUsername(String field, RpcError otherwise) {
            if (isAbsent(field)) {
                return null;
            }
            Optional<Username> username = params.text(field).flatMap(Username::parse);
            return username.isPresent() ? username.get() : bad(otherwise, World.OPEN_GROUP);
        }

        /** A message's id, bare or in Telegram's inputReplyToMessage. */
        @Nullable
        Long replyTo(String field) {
            if (isAbsent(field)) {
                return null;
            }
            Optional<Long> id = params.get(field).flatMap(value -> switch (value) {
                case Tl.Int(long bare) -> Optional.of(bare);
                case Tl.Obj input -> input.integer("reply_to_msg_id");
                case Tl.Items _, Tl.Text _, Tl.Decimal _, Tl.Bool _, Tl.Null _ -> Optional.empty();
            });
            return id.orElseGet(() -> bad(RpcError.REPLY_MESSAGE_ID_INVALID, 0L));
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
