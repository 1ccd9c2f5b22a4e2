package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.bots.BotCallContext.Place;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.AccountStanding;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.WriteAccess;
import java.time.Duration;

/** Whether a bot may write in the chat that its call names, and what. */
final class WriteRights {

    private WriteRights() {}

    /** Where the bot may send such a message, and may do so now. */
    static Place now(BotCallContext context, Permission permission) throws Refusal {
        Place place = ever(context, permission);
        inTime(context, place, 1);
        return place;
    }

    /** Where the bot may send such a message, though perhaps not yet. */
    static Place ever(BotCallContext context, Permission permission) throws Refusal {
        Place place = open(context);
        if (!has(context, place, permission)) {
            throw Refusal.badRequest("not enough rights to send "
                    + switch (permission) {
                        case SEND_PHOTOS -> "photos";
                        case SEND_DOCUMENTS -> "documents";
                        default -> "text messages";
                    }
                    + " to the chat");
        }
        return place;
    }

    /** Where the bot may be able to send something. */
    static Place open(BotCallContext context) throws Refusal {
        Place place = context.place("chat_id");
        switch (place) {
            case Place.Private(Account person, ChatKey.Direct _) -> {
                if (person.standing() == AccountStanding.BANNED) {
                    throw Refusal.forbidden("user is deactivated");
                }
                if (person.hasBlocked(context.bot().id())) {
                    throw Refusal.forbidden("bot was blocked by the user");
                }
            }
            case Place.Public here -> {
                context.in(here);
                if (here.described().kind() == Kind.BROADCAST
                        && !context.own(here).has(AdminRight.POST_MESSAGES)) {
                    throw Refusal.badRequest("need administrator rights in the channel chat");
                }
            }
        }
        return place;
    }

    static boolean has(BotCallContext context, Place place, Permission permission) {
        return !(place instanceof Place.Public here)
                || here.described().kind() == Kind.BROADCAST
                || context.own(here).may(permission, here.chat().permissions());
    }

    /** Slow mode lets one message through at a time, and none too soon. */
    static void inTime(BotCallContext context, Place place, int messages) throws Refusal {
        if (!(place instanceof Place.Public here)) {
            return;
        }
        if (messages > 1 && WriteAccess.isSlowed(here.described(), here.chat(), context.actor(), context.now())) {
            throw Refusal.badRequest("SLOWMODE_MULTI_MSGS_DISABLED");
        }
        Duration left = WriteAccess.slowModeLeft(here.described(), here.chat(), context.actor(), context.now());
        if (left.isPositive()) {
            throw Refusal.of(BotReply.tooManyRequests(left));
        }
    }

    static Permission needed(Content content) {
        return switch (content) {
            case Content.Media media ->
                switch (media.kind()) {
                    case PHOTO -> Permission.SEND_PHOTOS;
                    case DOCUMENT -> Permission.SEND_DOCUMENTS;
                };
            case Content.Text _, Content.Service _ -> Permission.SEND_MESSAGES;
        };
    }
}
