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
            "approveChatJoinRequest", scene -> answer(scene, true),
            "declineChatJoinRequest", scene -> answer(scene, false),
            "banChatSenderChat", MemberMethods::senderChat,
            "unbanChatSenderChat", MemberMethods::senderChat);

    /** What is shorter or longer counts as for ever; Telegram's own bounds. */
    private static final Duration MIN_RESTRICTION = Duration.ofSeconds(30);

    private static final Duration MAX_RESTRICTION = Duration.ofDays(366);

    private MemberMethods() {}

    /** What they wrote stays: {@code revoke_messages} does nothing in supergroups and channels. */
    private static BotDecision ban(BotCallContext scene) throws Refusal {
        Place.Public here = scene.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        Actor who = target(scene, here);
        List<BotDecision.Deed> deeds = new ArrayList<>();
        deeds.add(scene.deed(new Effect.MemberSet(here.chat().key(), who, Member.kicked(until(scene)))));
        if (here.chat().isIn(who, scene.now()) && here.described().kind() == Kind.GROUP) {
            deeds.add(departure(scene, here.chat(), who));
        }
        return BotDecision.answer(Tl.of(true), deeds);
    }

    static BotDecision.Deed departure(BotCallContext scene, ChatState chat, Actor who) {
        return scene.deed(
                Effect.MessageSent.of(chat.key(), chat.lastId() + 1, Message.Draft.of(new Content.Departure(who))));
    }

    /** Puts out who is in, unless {@code only_if_banned}; who is out may come again. */
    private static BotDecision unban(BotCallContext scene) throws Refusal {
        Place.Public here = scene.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        Actor who = target(scene, here);
        Status status = here.chat().member(who, scene.now()).status();
        boolean isIn = here.chat().isIn(who, scene.now());
        if (status == Status.LEFT || (status != Status.KICKED && scene.flag("only_if_banned"))) {
            return BotDecision.done();
        }
        BotDecision.Deed out = scene.deed(new Effect.MemberSet(here.chat().key(), who, Member.NOBODY));
        return isIn && here.described().kind() == Kind.GROUP
                ? BotDecision.done(out, departure(scene, here.chat(), who))
                : BotDecision.done(out);
    }

    /** Also who is out, for when they come in; who was kept out may come in again. */
    private static BotDecision restrict(BotCallContext scene) throws Refusal {
        Place.Public here = scene.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        if (here.described().kind() != Kind.GROUP) {
            throw Refusal.badRequest("method is available only for supergroups");
        }
        Actor who = target(scene, here);
        var permissions = PermissionsParser.given(scene);
        boolean all = permissions.containsAll(Permission.DEFAULTS);
        Member inside = all ? Member.PLAIN : Member.restricted(permissions, until(scene));
        Member member = here.chat().isIn(who, scene.now()) ? inside : inside.gone();
        if (member.equals(Member.NOBODY) && here.chat().member(who, scene.now()).equals(member)) {
            return BotDecision.done();
        }
        return BotDecision.done(scene.deed(new Effect.MemberSet(here.chat().key(), who, member)));
    }

    private static BotDecision promote(BotCallContext scene) throws Refusal {
        Place.Public here = scene.group("chat_id", AdminRight.PROMOTE_MEMBERS);
        Actor who = scene.user("user_id");
        if (who.equals(scene.actor())) {
            throw Refusal.badRequest("can't promote self");
        }
        if (!here.chat().isIn(who, scene.now())) {
            throw Refusal.badRequest("user not found");
        }
        Set<AdminRight> rights = Arrays.stream(AdminRight.values())
                .filter(right -> scene.flag(right.field()))
                .collect(Collectors.toUnmodifiableSet());
        if (!rights.stream()
                .allMatch(right ->
                        right == AdminRight.MANAGE_CHAT || scene.own(here).has(right))) {
            throw Refusal.badRequest("RIGHT_FORBIDDEN");
        }
        Member member = rights.isEmpty() ? Member.PLAIN : Member.administrator(rights);
        return BotDecision.done(scene.deed(new Effect.MemberSet(here.chat().key(), who, member)));
    }

    private static BotDecision answer(BotCallContext scene, boolean approved) throws Refusal {
        Place.Public here = scene.group("chat_id", AdminRight.INVITE_USERS);
        Actor who = scene.user("user_id");
        ChatKey key = here.chat().key();
        if (here.chat().isIn(who, scene.now())) {
            throw Refusal.badRequest("USER_ALREADY_PARTICIPANT");
        }
        if (!here.chat().isRequested(who)) {
            throw Refusal.badRequest("HIDE_REQUESTER_MISSING");
        }
        List<BotDecision.Deed> deeds = new ArrayList<>();
        deeds.add(scene.deed(new Effect.JoinAnswered(key, who, approved)));
        if (approved && here.described().kind() == Kind.GROUP) {
            deeds.add(new BotDecision.Deed(
                    who,
                    Effect.MessageSent.of(
                            key, here.chat().lastId() + 1, Message.Draft.of(new Content.Arrival(List.of(who))))));
        }
        return BotDecision.answer(Tl.of(true), deeds);
    }

    /** Nobody writes in a channel's name here, so there is nobody to ban, and nothing to undo. */
    private static BotDecision senderChat(BotCallContext scene) throws Refusal {
        scene.group("chat_id", AdminRight.RESTRICT_MEMBERS);
        scene.place("sender_chat_id");
        return BotDecision.done();
    }

    private static Actor target(BotCallContext scene, Place.Public here) throws Refusal {
        Actor who = scene.user("user_id");
        if (who.equals(scene.actor())) {
            throw Refusal.badRequest("can't restrict self");
        }
        if (here.chat().member(who, scene.now()).status() == Status.ADMINISTRATOR) {
            throw Refusal.badRequest("user is an administrator of the chat");
        }
        return who;
    }

    /** Null for ever. */
    private static @Nullable Instant until(BotCallContext scene) {
        return scene.moment("until_date")
                .filter(until -> !until.isBefore(scene.now().plus(MIN_RESTRICTION))
                        && !until.isAfter(scene.now().plus(MAX_RESTRICTION)))
                .orElse(null);
    }
}
