package dev.heatup.sandbox.bots;

import dev.heatup.sandbox.bots.BotCallContext.Place;
import dev.heatup.sandbox.bots.BotMethods.Method;
import dev.heatup.sandbox.spec.AdminRight;
import dev.heatup.sandbox.spec.Permission;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Chat.Kind;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.ChatState;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.Member.Status;
import dev.heatup.sandbox.world.Message;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How people stand to chats, as administrators decide it. */
final class MemberMethods {

    static final Map<String, Method> METHODS = Map.of(
            "banChatMember", MemberMethods::ban,
            "unbanChatMember", MemberMethods::unban,
            "restrictChatMember", MemberMethods::restrict,
            "promoteChatMember", MemberMethods::promote,
            "approveChatJoinRequest", context -> answer(context, true),
            "declineChatJoinRequest", context -> answer(context, false),
            "banChatSenderChat", MemberMethods::senderChat,
            "unbanChatSenderChat", MemberMethods::senderChat);

    /** What is shorter or longer counts as for ever; Telegram's own bounds. */
    private static final Duration MIN_RESTRICTION = Duration.ofSeconds(30);

    private static final Duration MAX_RESTRICTION = Duration.ofDays(366);

    private MemberMethods() {}

    /** What they wrote stays: {@code revoke_messages} does nothing in supergroups and channels. */
    private static BotDecision ban(BotCallContext context) throws Refusal {
        Place.Public here = context.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        Actor who = target(context, here);
        List<BotDecision.ActorEffect> deeds = new ArrayList<>();
        deeds.add(context.effect(new Effect.MemberSet(here.chat().key(), who, Member.kicked(until(context)))));
        if (here.chat().isIn(who, context.now()) && here.described().kind() == Kind.GROUP) {
            deeds.add(departure(context, here.chat(), who));
        }
        return BotDecision.answer(Tl.of(true), deeds);
    }

    static BotDecision.ActorEffect departure(BotCallContext context, ChatState chat, Actor who) {
        return context.effect(
                Effect.MessageSent.of(chat.key(), chat.lastId() + 1, Message.Draft.of(new Content.Departure(who))));
    }

    /** Puts out who is in, unless {@code only_if_banned}; who is out may come again. */
    private static BotDecision unban(BotCallContext context) throws Refusal {
        Place.Public here = context.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        Actor who = target(context, here);
        Status status = here.chat().member(who, context.now()).status();
        boolean isIn = here.chat().isIn(who, context.now());
        if (status == Status.LEFT || (status != Status.KICKED && context.flag("only_if_banned"))) {
            return BotDecision.done();
        }
        BotDecision.ActorEffect out =
                context.effect(new Effect.MemberSet(here.chat().key(), who, Member.NOBODY));
        return isIn && here.described().kind() == Kind.GROUP
                ? BotDecision.done(out, departure(context, here.chat(), who))
                : BotDecision.done(out);
    }

    /** Also who is out, for when they come in; who was kept out may come in again. */
    private static BotDecision restrict(BotCallContext context) throws Refusal {
        Place.Public here = context.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        if (here.described().kind() != Kind.GROUP) {
            throw Refusal.badRequest("method is available only for supergroups");
        }
        Actor who = target(context, here);
        var permissions = PermissionsParser.given(context);
        boolean all = permissions.containsAll(Permission.DEFAULTS);
        Member inside = all ? Member.PLAIN : Member.restricted(permissions, until(context));
        Member member = here.chat().isIn(who, context.now()) ? inside : inside.gone();
        if (member.equals(Member.NOBODY)
                && here.chat().member(who, context.now()).equals(member)) {
            return BotDecision.done();
        }
        return BotDecision.done(context.effect(new Effect.MemberSet(here.chat().key(), who, member)));
    }

    private static BotDecision promote(BotCallContext context) throws Refusal {
        Place.Public here = context.group("chat_id", AdminRight.PROMOTE_MEMBERS);
        Actor who = context.user("user_id");
        if (who.equals(context.actor())) {
            throw Refusal.badRequest("can't promote self");
        }
        if (!here.chat().isIn(who, context.now())) {
            throw Refusal.badRequest("user not found");
        }
        Set<AdminRight> rights = Arrays.stream(AdminRight.values())
                .filter(right -> context.flag(right.field()))
                .collect(Collectors.toUnmodifiableSet());
        if (!rights.stream()
                .allMatch(right ->
                        right == AdminRight.MANAGE_CHAT || context.own(here).has(right))) {
            throw Refusal.badRequest("RIGHT_FORBIDDEN");
        }
        Member member = rights.isEmpty() ? Member.PLAIN : Member.administrator(rights);
        return BotDecision.done(context.effect(new Effect.MemberSet(here.chat().key(), who, member)));
    }

    private static BotDecision answer(BotCallContext context, boolean approved) throws Refusal {
        Place.Public here = context.group("chat_id", AdminRight.INVITE_USERS);
        Actor who = context.user("user_id");
        ChatKey key = here.chat().key();
        if (here.chat().isIn(who, context.now())) {
            throw Refusal.badRequest("USER_ALREADY_PARTICIPANT");
        }
        if (!here.chat().isRequested(who)) {
            throw Refusal.badRequest("HIDE_REQUESTER_MISSING");
        }
        List<BotDecision.ActorEffect> deeds = new ArrayList<>();
        deeds.add(context.effect(new Effect.JoinAnswered(key, who, approved)));
        if (approved && here.described().kind() == Kind.GROUP) {
            deeds.add(new BotDecision.ActorEffect(
                    who,
                    Effect.MessageSent.of(
                            key, here.chat().lastId() + 1, Message.Draft.of(new Content.Arrival(List.of(who))))));
        }
        return BotDecision.answer(Tl.of(true), deeds);
    }

    /** Nobody writes in a channel's name here, so there is nobody to ban, and nothing to undo. */
    private static BotDecision senderChat(BotCallContext context) throws Refusal {
        context.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        context.place("sender_chat_id");
        return BotDecision.done();
    }

    private static Actor target(BotCallContext context, Place.Public here) throws Refusal {
        Actor who = context.user("user_id");
        if (who.equals(context.actor())) {
            throw Refusal.badRequest("can't restrict self");
        }
        if (here.chat().member(who, context.now()).status() == Status.ADMINISTRATOR) {
            throw Refusal.badRequest("user is an administrator of the chat");
        }
        return who;
    }

    /** Null for ever. */
    private static @Nullable Instant until(BotCallContext context) {
        return context.moment("until_date")
                .filter(until -> !until.isBefore(context.now().plus(MIN_RESTRICTION))
                        && !until.isAfter(context.now().plus(MAX_RESTRICTION)))
                .orElse(null);
    }
}
