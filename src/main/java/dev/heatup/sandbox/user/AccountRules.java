package dev.heatup.sandbox.user;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The test network's rules for people: what a request means in a state of the world at a moment. Pure;
 * {@link WorldState#evolve} carries out what is decided here.
 */
public final class AccountRules {

    private AccountRules() {}

    public static CallDecision decide(WorldState state, AccountRequest accountRequest, Instant worldTime) {
        AccountOperation accountOperation = AccountOperation.of(accountRequest.call());
        String method = accountRequest.call().method();
        if (accountOperation instanceof AccountOperation.Malformed(RpcError error)) {
            return CallDecision.refuse(error.in(method));
        }
        if (accountOperation instanceof AccountOperation.Config) {
            return CallDecision.answer(TlConfig.config(worldTime));
        }
        Optional<Account> known = state.account(accountRequest.account());
        if (known.isPresent()) {
            CallContext callContext = new CallContext(state, known.get(), accountRequest, worldTime);
            return standing(known.get(), accountOperation)
                    .map(callContext::refuse)
                    .orElseGet(() -> decide(callContext, accountOperation));
        }
        var person = state.newcomer(accountRequest.account(), language(state, accountRequest));
        Account account = new Account(accountRequest.account(), person);
        return decide(new CallContext(state, account, accountRequest, worldTime), accountOperation)
                .after(person);
    }

    /** What a person gets whose button a bot answered. */
    public static Tl.Obj callbackAnswer(Effect.ButtonAnswered answered) {
        return TlMessages.callbackAnswer(answered);
    }

    /** Half of the people that nobody described read Russian. */
    private static String language(WorldState state, AccountRequest accountRequest) {
        return SeededDraw.of(state.world().seed(), accountRequest.account()) < 0 ? "ru" : "en";
    }

    private static Optional<RpcError> standing(Account account, AccountOperation accountOperation) {
        return switch (account.standing()) {
            case ACTIVE -> Optional.empty();
            case BANNED -> Optional.of(RpcError.USER_DEACTIVATED_BAN);
            case FROZEN ->
                accountOperation.changesTheWorld() ? Optional.of(RpcError.FROZEN_METHOD_INVALID) : Optional.empty();
            case LIMITED ->
                accountOperation instanceof AccountOperation.Send || accountOperation instanceof AccountOperation.Edit
                        ? Optional.of(RpcError.PEER_FLOOD)
                        : Optional.empty();
        };
    }

    private static CallDecision decide(CallContext callContext, AccountOperation accountOperation) {
        MembershipRules membershipRules = new MembershipRules(callContext);
        ReadingRules readingRules = new ReadingRules(callContext);
        PostingRules postingRules = new PostingRules(callContext);
        ButtonRules buttonRules = new ButtonRules(callContext);
        DialogList dialogs = new DialogList(callContext);
        return switch (accountOperation) {
            case AccountOperation.Join(String chat) -> membershipRules.joinNamed(chat);
            case AccountOperation.Invited(String hash) -> membershipRules.invited(hash);
            case AccountOperation.Leave(String chat) -> callContext.in(chat, membershipRules::leave);
            case AccountOperation.Send send ->
                callContext.with(
                        send.chat(), chat -> postingRules.toChat(chat, send), bot -> postingRules.toBot(bot, send));
            case AccountOperation.Edit edit -> {
                EditingRules editingRules = new EditingRules(callContext);
                yield callContext.with(
                        edit.chat(), chat -> editingRules.inChat(chat, edit), bot -> editingRules.ofBot(bot, edit));
            }
            case AccountOperation.Start(String name, String payload) ->
                withBot(callContext, name, bot -> postingRules.start(bot, payload));
            case AccountOperation.Press press ->
                callContext.with(
                        press.chat(), chat -> buttonRules.inChat(chat, press), bot -> buttonRules.ofBot(bot, press));
            case AccountOperation.React react ->
                callContext.inReadable(react.chat(), chat -> new ReactionRules(callContext).react(chat, react));
            case AccountOperation.ReadHistory(String name, long maxId) ->
                callContext.with(
                        name, chat -> readingRules.markRead(chat, maxId), bot -> readingRules.markRead(bot, maxId));
            case AccountOperation.History(String name, ChatHistory.Window window) ->
                callContext.with(
                        name, chat -> readingRules.history(chat, window), bot -> readingRules.history(bot, window));
            case AccountOperation.Views views ->
                callContext.inReadable(views.chat(), chat -> readingRules.views(chat, views));
            case AccountOperation.Resolve(String name) -> readingRules.resolve(name);
            case AccountOperation.Full(String name) -> callContext.inReadable(name, readingRules::full);
            case AccountOperation.Block(String name, boolean blocks) ->
                withBot(callContext, name, bot -> postingRules.block(bot, blocks));
            case AccountOperation.Dialogs(int limit, int offset) -> dialogs.page(limit, offset);
            case AccountOperation.DialogsBehind(int limit, var behind) -> dialogs.pageBehind(limit, behind);
            case AccountOperation.Config _, AccountOperation.Malformed _ ->
                throw new IllegalStateException("answered before");
        };
    }

    private static CallDecision withBot(CallContext callContext, String name, Function<BotAccount, CallDecision> deed) {
        return switch (callContext.peer(name)) {
            case CallContext.Peer.Bot(BotAccount bot) -> deed.apply(bot);
            case CallContext.Peer.Place _ -> callContext.refuse(RpcError.BOT_INVALID);
            case CallContext.Peer.Nobody(RpcError why) -> callContext.refuse(why);
        };
    }
}
