package dev.heatup.sandbox.user;

import dev.heatup.chance.Draw;
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
public final class Network {

    private Network() {}

    public static Decision decide(WorldState state, Request request, Instant worldTime) {
        Operation operation = Operation.of(request.call());
        String method = request.call().method();
        if (operation instanceof Operation.Malformed(RpcError error)) {
            return Decision.refuse(error.in(method));
        }
        if (operation instanceof Operation.Config) {
            return Decision.answer(TlConfig.config(worldTime));
        }
        Optional<Account> known = state.account(request.account());
        if (known.isPresent()) {
            Scene scene = new Scene(state, known.get(), request, worldTime);
            return standing(known.get(), operation).map(scene::refuse).orElseGet(() -> decide(scene, operation));
        }
        var person = state.newcomer(request.account(), language(state, request));
        Account account = new Account(request.account(), person);
        return decide(new Scene(state, account, request, worldTime), operation).after(person);
    }

    /** What a person gets whose button a bot answered. */
    public static Tl.Obj callbackAnswer(Effect.ButtonAnswered answered) {
        return TlMessages.callbackAnswer(answered);
    }

    /** Half of the people that nobody described read Russian. */
    private static String language(WorldState state, Request request) {
        return Draw.of(state.world().seed(), request.account()) < 0 ? "ru" : "en";
    }

    private static Optional<RpcError> standing(Account account, Operation operation) {
        return switch (account.standing()) {
            case ACTIVE -> Optional.empty();
            case BANNED -> Optional.of(RpcError.USER_DEACTIVATED_BAN);
            case FROZEN -> operation.changesTheWorld() ? Optional.of(RpcError.FROZEN_METHOD_INVALID) : Optional.empty();
            case LIMITED ->
                operation instanceof Operation.Send || operation instanceof Operation.Edit
                        ? Optional.of(RpcError.PEER_FLOOD)
                        : Optional.empty();
        };
    }

    private static Decision decide(Scene scene, Operation operation) {
        Joining joining = new Joining(scene);
        Reading reading = new Reading(scene);
        Sending sending = new Sending(scene);
        Buttons buttons = new Buttons(scene);
        DialogList dialogs = new DialogList(scene);
        return switch (operation) {
            case Operation.Join(String chat) -> joining.joinNamed(chat);
            case Operation.Invited(String hash) -> joining.invited(hash);
            case Operation.Leave(String chat) -> scene.in(chat, joining::leave);
            case Operation.Send send ->
                scene.with(send.chat(), chat -> sending.toChat(chat, send), bot -> sending.toBot(bot, send));
            case Operation.Edit edit -> {
                Editing editing = new Editing(scene);
                yield scene.with(edit.chat(), chat -> editing.inChat(chat, edit), bot -> editing.ofBot(bot, edit));
            }
            case Operation.Start(String name, String payload) ->
                withBot(scene, name, bot -> sending.start(bot, payload));
            case Operation.Press press ->
                scene.with(press.chat(), chat -> buttons.inChat(chat, press), bot -> buttons.ofBot(bot, press));
            case Operation.React react ->
                scene.inReadable(react.chat(), chat -> new Reacting(scene).react(chat, react));
            case Operation.ReadHistory(String name, long maxId) ->
                scene.with(name, chat -> reading.markRead(chat, maxId), bot -> reading.markRead(bot, maxId));
            case Operation.History(String name, Timeline.Window window) ->
                scene.with(name, chat -> reading.history(chat, window), bot -> reading.history(bot, window));
            case Operation.Views views -> scene.inReadable(views.chat(), chat -> reading.views(chat, views));
            case Operation.Resolve(String name) -> reading.resolve(name);
            case Operation.Full(String name) -> scene.inReadable(name, reading::full);
            case Operation.Block(String name, boolean blocks) ->
                withBot(scene, name, bot -> sending.block(bot, blocks));
            case Operation.Dialogs(int limit, int offset) -> dialogs.page(limit, offset);
            case Operation.DialogsBehind(int limit, var behind) -> dialogs.pageBehind(limit, behind);
            case Operation.Config _, Operation.Malformed _ -> throw new IllegalStateException("answered before");
        };
    }

    private static Decision withBot(Scene scene, String name, Function<BotAccount, Decision> deed) {
        return switch (scene.peer(name)) {
            case Scene.Peer.Bot(BotAccount bot) -> deed.apply(bot);
            case Scene.Peer.Place _ -> scene.refuse(RpcError.BOT_INVALID);
            case Scene.Peer.Nobody(RpcError why) -> scene.refuse(why);
        };
    }
}
