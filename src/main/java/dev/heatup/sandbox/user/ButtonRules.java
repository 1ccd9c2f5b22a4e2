package dev.heatup.sandbox.user;

import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Chat;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.util.Optional;

/** Pressing a button under a bot's message; the bot's answer is the person's. */
record ButtonRules(CallContext scene) {

    CallDecision inChat(Chat chat, AccountOperation.Press press) {
        return scene.isMember(chat)
                ? press(Optional.of(scene.in(chat)), chat.key(), press)
                : scene.refuse(RpcError.CHANNEL_PRIVATE);
    }

    CallDecision ofBot(BotAccount bot, AccountOperation.Press press) {
        ChatKey.Direct key = scene.direct(bot);
        return press(scene.state().chat(key), key, press);
    }

    private CallDecision press(Optional<ChatState> chat, ChatKey key, AccountOperation.Press press) {
        Optional<Message> message = chat.flatMap(state -> state.find(press.messageId()));
        if (message.isEmpty() || !(message.get().author() instanceof Actor.Bot)) {
            return scene.refuse(RpcError.MESSAGE_ID_INVALID);
        }
        if (!hasButton(message.get(), press.data())) {
            return scene.refuse(RpcError.DATA_INVALID);
        }
        String queryId = Long.toUnsignedString(scene.state().nextQueryId());
        return CallDecision.await(
                queryId, new Effect.ButtonPressed(key, message.get().id(), queryId, press.data()));
    }

    private static boolean hasButton(Message message, String data) {
        Tl.Obj keyboard = message.keyboard();
        return keyboard != null
                && keyboard.list("inline_keyboard").stream()
                        .flatMap(row -> row instanceof Tl.Items(var buttons) ? buttons.stream() : null)
                        .anyMatch(button -> button instanceof Tl.Obj fields
                                && fields.text("callback_data")
                                        .filter(data::equals)
                                        .isPresent());
    }
}
