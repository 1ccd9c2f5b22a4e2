package dev.heatup.sandbox;

import dev.heatup.channel.Username;
import dev.heatup.gateway.Reply;
import dev.heatup.sandbox.Chat.Door;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The test network's rules: what a request means in a state of the world at a moment. Pure; {@link WorldState#evolve}
 * carries out what is decided here.
 */
final class Network {

    private static final long FIRST_USER_ID = 5_000_000_001L;

    private final World world;

    Network(World world) {
        this.world = world;
    }

    Decision decide(WorldState state, Request request, Instant worldTime) {
        Operation operation = Operation.of(request.call());
        String method = request.call().method();
        if (operation instanceof Operation.Malformed(RpcError error)) {
            return Decision.refuse(error.in(method));
        }
        if (operation instanceof Operation.Config) {
            return Decision.answer(Constructors.config(worldTime));
        }
        Optional<Account> known = state.account(request.account());
        Account account = known.orElseGet(() -> new Account(request.account(), FIRST_USER_ID + state.accountCount()));
        Decision decision = decide(new Scene(state, account, request, worldTime), operation);
        return known.isPresent() ? decision : decision.after(new Effect.AccountAppeared(account.userId));
    }

    private Decision decide(Scene scene, Operation operation) {
        Joining joining = new Joining(scene);
        Reading reading = new Reading(scene);
        DialogList dialogs = new DialogList(scene, world);
        return switch (operation) {
            case Operation.Join(String chat) -> in(scene, chat, joining::join);
            case Operation.Leave(String chat) -> in(scene, chat, joining::leave);
            case Operation.Send send -> inReadable(scene, send.chat(), chat -> new Sending(scene).send(chat, send));
            case Operation.ReadHistory(String name, long maxId) ->
                inReadable(scene, name, chat -> reading.markRead(chat, maxId));
            case Operation.History(String name, Timeline.Window window) ->
                inReadable(scene, name, chat -> reading.history(chat, window));
            case Operation.Views views -> inReadable(scene, views.chat(), chat -> reading.views(chat, views));
            case Operation.Resolve(String name) -> in(scene, name, reading::resolve);
            case Operation.Dialogs(int limit, int offset) -> dialogs.page(limit, offset);
            case Operation.DialogsBehind(int limit, Username behind) -> dialogs.pageBehind(limit, behind);
            case Operation.Config _, Operation.Malformed _ -> throw new IllegalStateException("answered before");
        };
    }

    private Decision in(Scene scene, String name, Function<Chat, Decision> deed) {
        Optional<Username> username = Username.parse(name);
        if (username.isEmpty()) {
            return scene.refuse(RpcError.USERNAME_INVALID);
        }
        return world.find(username.get()).map(deed).orElseGet(() -> scene.refuse(RpcError.USERNAME_NOT_OCCUPIED));
    }

    private Decision inReadable(Scene scene, String name, Function<Chat, Decision> deed) {
        return in(scene, name, chat -> scene.mayRead(chat) ? deed.apply(chat) : scene.refuse(RpcError.CHANNEL_PRIVATE));
    }

    /** One request before a state of the world. */
    record Scene(WorldState state, Account account, Request request, Instant worldTime) {

        Timeline timeline(Chat chat) {
            return new Timeline(chat, state.traces(chat), worldTime);
        }

        boolean mayRead(Chat chat) {
            return chat.door() == Door.OPEN || account.isMember(chat);
        }

        Decision refuse(RpcError error) {
            return Decision.refuse(failed(error));
        }

        Reply.Failed failed(RpcError error) {
            return error.in(request.call().method());
        }
    }
}
