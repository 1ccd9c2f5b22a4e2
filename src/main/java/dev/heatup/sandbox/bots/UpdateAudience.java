package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Member.Status;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Which bots hear of a message.
 *
 * @param event by which it is there or became another
 */
record UpdateAudience(WorldState state, ChatState chat, Event event) {

    /** What a bot does itself is no news to it, but for what the network notes of it in the chat. */
    boolean hears(BotAccount bot, Message message) {
        return event.actor().equals(bot.actor()) ? message.content() instanceof Content.Service : sees(bot, message);
    }

    /** Bots never see each other's messages, but all see what the network notes; in groups, only administrators and those without privacy mode see all. */
    private boolean sees(BotAccount bot, Message message) {
        if (chat.key() instanceof ChatKey.Direct(String _, long id)) {
            return id == bot.id();
        }
        Member member = chat.member(bot.actor(), event.worldTime());
        if (BotView.isChannel(chat)) {
            return member.status() == Status.ADMINISTRATOR;
        }
        boolean note = message.content() instanceof Content.Service;
        boolean meant = member.status() == Status.ADMINISTRATOR || bot.readsAll() || isFor(bot, message);
        return member.isIn() && (note || (meant && !(message.author() instanceof Actor.Bot)));
    }

    /** <a href="https://core.telegram.org/bots/features#privacy-mode">What privacy mode lets through</a>. */
    private boolean isFor(BotAccount bot, Message message) {
        String text = message.content().text();
        Integer replyTo = message.replyTo();
        boolean repliesToIt = replyTo != null
                && chat.find(replyTo)
                        .filter(answered -> answered.author().equals(bot.actor()))
                        .isPresent();
        return repliesToIt || names(text, bot) || (isGeneralCommand(text) && wroteLast(bot));
    }

    /** In a mention, or as the one that a command is for. */
    private static boolean names(String text, BotAccount bot) {
        return text.contains("@")
                && Pattern.compile("@" + bot.username() + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find();
    }

    private static boolean isGeneralCommand(String text) {
        return text.startsWith("/") && !text.split("\\s", 2)[0].contains("@");
    }

    /** Of all bots, if any wrote. */
    private boolean wroteLast(BotAccount bot) {
        Instant own = chat.lastWrote(bot.actor()).orElse(Instant.MIN);
        return state.bots().stream()
                .flatMap(other -> chat.lastWrote(other.actor()).stream())
                .noneMatch(other -> other.isAfter(own));
    }
}
