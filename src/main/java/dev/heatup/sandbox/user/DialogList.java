package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The chats that an account is in and the bots that it talks to, the one with the latest message first. */
record DialogList(CallContext scene) {

    /**
     * @param name a username, or an id where there is none
     * @param date of the latest message, or of joining while there is none
     */
    record Dialog(ChatState chat, String name, Instant date, int readMaxId) {

        int topMessage() {
            return chat.size() == 0 ? 0 : chat.at(chat.size() - 1).id();
        }

        int unread() {
            return chat.size() - chat.countBelow(readMaxId + 1L);
        }

        Tl.Obj summary(CallContext callContext) {
            return Tl.object()
                    .with("chat", name)
                    .with("title", TlDialogs.title(callContext, chat))
                    .with("type", type())
                    .with("unread_count", unread())
                    .with("top_message", topMessage())
                    .with("date", date.getEpochSecond())
                    .build();
        }

        private String type() {
            return chat.chat()
                    .map(described -> switch (described.kind()) {
                        case GROUP -> "group";
                        case BROADCAST -> "channel";
                    })
                    .orElse("bot");
        }
    }

    CallDecision page(int limit, int offset) {
        List<Dialog> all = sorted();
        return CallDecision.answer(Tl.object()
                .with(
                        "dialogs",
                        all.stream()
                                .skip(offset)
                                .limit(limit)
                                .map(dialog -> dialog.summary(scene))
                                .toList())
                .with("total", all.size())
                .build());
    }

    /** @param behind start after the dialog of this name; null for the first page */
    CallDecision pageBehind(int limit, @Nullable String behind) {
        List<Dialog> all = sorted();
        int from = behind == null
                ? 0
                : 1
                        + IntStream.range(0, all.size())
                                .filter(i -> all.get(i).name().equals(behind))
                                .findFirst()
                                .orElse(all.size());
        if (from > all.size()) {
            return scene.refuse(RpcError.OFFSET_PEER_ID_INVALID);
        }
        List<Dialog> page = all.stream()
                .skip(from)
                .limit(Math.min(limit, ChatHistory.MAX_PAGE))
                .toList();
        return CallDecision.answer(TlDialogs.dialogs(scene, all.size(), page));
    }

    private List<Dialog> sorted() {
        return scene.account().dialogs().entrySet().stream()
                .flatMap(this::dialog)
                .sorted(Comparator.comparing(Dialog::date).reversed().thenComparing(Dialog::name))
                .toList();
    }

    /** None for a chat that is described no more. */
    private Stream<Dialog> dialog(Map.Entry<ChatKey, Account.Dialog> entry) {
        return scene.state().chat(entry.getKey()).stream().map(chat -> {
            Instant date = chat.size() == 0
                    ? entry.getValue().since()
                    : chat.at(chat.size() - 1).date();
            return new Dialog(chat, name(chat), date, entry.getValue().readMaxId());
        });
    }

    private String name(ChatState chat) {
        return switch (chat.key()) {
            case ChatKey.Public _ -> {
                Chat described = chat.chat().orElseThrow();
                yield described.isListed() ? described.name().value() : Long.toString(described.botApiId());
            }
            case ChatKey.Direct(String _, long bot) ->
                scene.state().bot(bot).orElseThrow().username();
        };
    }
}
