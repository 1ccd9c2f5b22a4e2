package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.Optional;

/**
 * What a bot shows below a message or instead of a keyboard.
 *
 * @param forUsers Telegram's {@code ReplyMarkup}: {@code replyInlineMarkup}, {@code replyKeyboardMarkup}, {@code
 *     replyKeyboardHide} or {@code replyKeyboardForceReply}
 * @param forBots {@code InlineKeyboardMarkup}, which is the only kind that bots get back with a message
 * @param outsidePrivateChats what the bot hears when it sends this anywhere else; empty for one that fits all chats
 */
public record Keyboard(Tl.Obj forUsers, Optional<Tl.Obj> forBots, Optional<BotReply.Refused> outsidePrivateChats) {}
