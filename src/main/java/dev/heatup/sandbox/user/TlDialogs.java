package dev.heatup.sandbox.user;

import dev.heatup.sandbox.user.DialogList.Dialog;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.telegram.Tl;
import java.util.List;

/** Telegram's constructors of an account's list of dialogs. Stateless. */
final class TlDialogs {

    private TlDialogs() {}

    static Tl.Obj dialogs(CallContext callContext, int total, List<Dialog> page) {
        Tl.Builder answer = page.size() == total
                ? Tl.constructor("messages.dialogs")
                : Tl.constructor("messages.dialogsSlice").with("count", total);
        return answer.with(
                        "dialogs",
                        page.stream().map(dialog -> dialog(callContext, dialog)).toList())
                .with(
                        "messages",
                        page.stream()
                                .map(Dialog::chat)
                                .filter(chat -> chat.size() > 0)
                                .map(chat -> TlMessages.message(callContext, chat.key(), chat.at(chat.size() - 1)))
                                .toList())
                .with(
                        "chats",
                        page.stream()
                                .flatMap(dialog -> dialog.chat().chat().stream())
                                .map(chat -> TlChats.channel(callContext, chat))
                                .toList())
                .with(
                        "users",
                        page.stream()
                                .flatMap(dialog ->
                                        TlPeers.bot(callContext, dialog.chat().key()).stream())
                                .map(TlPeers::user)
                                .toList())
                .build();
    }

    private static Tl.Obj dialog(CallContext callContext, Dialog dialog) {
        return Tl.constructor("dialog")
                .with("peer", TlPeers.peer(callContext, dialog.chat().key()))
                .with("top_message", dialog.topMessage())
                .with("read_inbox_max_id", dialog.readMaxId())
                .with("read_outbox_max_id", 0)
                .with("unread_count", dialog.unread())
                .with("unread_mentions_count", 0)
                .with("unread_reactions_count", 0)
                .build();
    }

    static String title(CallContext callContext, ChatState chat) {
        return chat.chat()
                .map(Chat::title)
                .orElseGet(() -> TlPeers.bot(callContext, chat.key())
                        .map(BotAccount::name)
                        .orElse(""));
    }
}
