package dev.heatup.sandbox.user;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Tl;
import java.util.Optional;
import java.util.stream.Stream;

/** A button of a message's keyboard, as a person sees it: by what is written on it. */
public sealed interface KeyboardButton {

    /** Tells the bot. */
    record Callback(String data) implements KeyboardButton {}

    /** Writes a message in the person's name. */
    record Writing(String text) implements KeyboardButton {}

    /** Opens a page. */
    record Link(String url) implements KeyboardButton {}

    /**
     * @param peer a chat's or bot's username, or a chat's id as the Bot API writes it
     * @return empty when there is no such message, or no such button on it
     */
    static Optional<KeyboardButton> find(WorldState state, String account, String peer, long messageId, String label) {
        return chat(state, account, peer)
                .flatMap(chat -> chat.find(messageId))
                .flatMap(message -> Optional.ofNullable(message.keyboard()))
                .flatMap(keyboard -> Stream.concat(
                                buttons(keyboard, "inline_keyboard", label), buttons(keyboard, "keyboard", label))
                        .findFirst());
    }

    private static Optional<ChatState> chat(WorldState state, String account, String peer) {
        if (peer.matches("-100[0-9]{1,16}")) {
            return state.chatById(Long.parseLong(peer));
        }
        return Username.parse(peer).flatMap(state::named).flatMap(named -> switch (named) {
            case WorldState.Named.OfChat(var chat) -> Optional.of(state.state(chat));
            case WorldState.Named.OfBot(var bot) -> state.chat(new ChatKey.Direct(account, bot.id()));
            case WorldState.Named.OfAccount _ -> Optional.empty();
        });
    }

    private static Stream<KeyboardButton> buttons(Tl.Obj keyboard, String rows, String label) {
        return keyboard.list(rows).stream()
                .flatMap(row -> row instanceof Tl.Items(var buttons) ? buttons.stream() : Stream.of())
                .flatMap(button -> switch (button) {
                    case Tl.Obj fields
                    when fields.text("text").equals(Optional.of(label)) -> Stream.of(of(fields, label));
                    case Tl.Text(String text) when text.equals(label) -> Stream.of(new Writing(label));
                    default -> Stream.of();
                });
    }

    private static KeyboardButton of(Tl.Obj fields, String label) {
        return fields.text("callback_data")
                .<KeyboardButton>map(Callback::new)
                .or(() -> fields.text("url").map(Link::new))
                .orElseGet(() -> new Writing(label));
    }
}
