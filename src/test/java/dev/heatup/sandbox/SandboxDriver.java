package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.channel.Username;
import dev.heatup.sandbox.botapi.BotApiTypes;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotCallReader;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.ParseResult;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** People and bots of a sandbox, as tests move them. Every answer to a bot is checked against the Bot API's types. */
final class SandboxDriver {

    static final BotToken BOT = BotToken.parse("1001:test").orElseThrow();

    private final Sandbox sandbox;
    private final Set<String> methods = new TreeSet<>();
    private final Set<String> kinds = new TreeSet<>();
    private int calls;

    SandboxDriver(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    CompletableFuture<Reply> start(String person, Call call) {
        return sandbox.call(Caller.of(person), call);
    }

    Tl.Obj does(String person, Call call) {
        Reply reply = start(person, call).join();
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done) reply).result() instanceof Tl.Obj result
                ? result
                : Tl.object().build();
    }

    Reply tries(String person, Call call) {
        return start(person, call).join();
    }

    void joins(String person, String chat) {
        does(person, new Call.JoinChat(chat, id()));
    }

    Tl.Obj says(String person, String chat, String text) {
        return does(person, new Call.SendMessage(chat, text, id(), null));
    }

    Tl.Obj invokes(String person, String method, Tl.Builder params) {
        return does(person, raw(method, params));
    }

    Call raw(String method, Tl.Builder params) {
        return new Call.InvokeRaw(method, params.build(), id());
    }

    private String id() {
        return "t/" + ++calls;
    }

    /** As the front does it, so parameters have their types. */
    Tl bot(BotToken token, String method, Tl.Builder params) {
        BotReply reply = botTries(token, method, params);
        assertThat(reply).as(method).isInstanceOf(BotReply.Ok.class);
        return ((BotReply.Ok) reply).result();
    }

    Tl bot(String method, Tl.Builder params) {
        return bot(BOT, method, params);
    }

    BotReply botTries(BotToken token, String method, Tl.Builder params) {
        ParseResult<BotCall> call = BotCallReader.read(method, params.build().fields(), Map.of());
        if (call instanceof ParseResult.Invalid<BotCall>(BotReply.Refused refused)) {
            return refused;
        }
        BotReply reply = sandbox.bots()
                .call(token, ((ParseResult.Valid<BotCall>) call).value())
                .join();
        if (reply instanceof BotReply.Ok(Tl result)) {
            assertThat(BotApiTypes.problemsOfResult(method, result)).as(method).isEmpty();
            methods.add(method);
        }
        return reply;
    }

    /** Methods that were answered with success so far. */
    Set<String> methods() {
        return methods;
    }

    /** Of the updates that bots saw so far. */
    Set<String> kinds() {
        return kinds;
    }

    Tl.Obj botGets(BotToken token, String method, Tl.Builder params) {
        return (Tl.Obj) bot(token, method, params);
    }

    String refusal(String method, Tl.Builder params) {
        return refusal(BOT, method, params);
    }

    String refusal(BotToken token, String method, Tl.Builder params) {
        BotReply reply = botTries(token, method, params);
        assertThat(reply).isInstanceOf(BotReply.Refused.class);
        return ((BotReply.Refused) reply).description();
    }

    /** What waits for the bot, all of it confirmed. */
    List<Tl.Obj> updates(BotToken token) {
        List<Tl.Obj> all = waiting(token);
        if (!all.isEmpty()) {
            long last = all.getLast().integer("update_id").orElseThrow();
            updates(token, new UpdatesRequest((int) last + 1, 100, null));
        }
        return all;
    }

    List<Tl.Obj> updates() {
        return updates(BOT);
    }

    List<Tl.Obj> waiting(BotToken token) {
        return updates(token, new UpdatesRequest(0, 100, null));
    }

    List<Tl.Obj> updates(BotToken token, UpdatesRequest request) {
        UpdateBatch updateBatch = sandbox.bots().updates(token, request).join();
        assertThat(updateBatch).isInstanceOf(UpdateBatch.There.class);
        List<Tl.Obj> there = ((UpdateBatch.There) updateBatch).updates();
        there.forEach(update -> {
            assertThat(BotApiTypes.problems("Update", update)).isEmpty();
            kinds.addAll(update.fields().keySet());
        });
        return there;
    }

    /** Of this type alone, without what is around it. */
    List<Tl.Obj> updates(String type) {
        return updates(BOT, type);
    }

    List<Tl.Obj> updates(BotToken token, String type) {
        return updates(token).stream()
                .flatMap(update -> update.get(type).stream())
                .map(Tl.Obj.class::cast)
                .toList();
    }

    /** From now on, the bot gets these; nothing waits for it. */
    void allows(BotToken token, String... types) {
        updates(token, new UpdatesRequest(0, 100, List.of(types)));
        updates(token);
    }

    void replies(String person, String chat, long messageId, String text) {
        does(person, new Call.SendMessage(chat, text, id(), messageId));
    }

    void reacts(String person, String chat, long messageId, String... emoji) {
        invokes(
                person,
                "messages.sendReaction",
                Tl.object()
                        .with("peer", chat)
                        .with("msg_id", messageId)
                        .with(
                                "reaction",
                                Stream.of(emoji)
                                        .map(one -> Tl.constructor("reactionEmoji")
                                                .with("emoticon", one)
                                                .build())
                                        .toList()));
    }

    void starts(String person, String bot) {
        invokes(person, "messages.startBot", Tl.object().with("bot", bot));
    }

    void leaves(String person, String chat) {
        invokes(person, "channels.leaveChannel", Tl.object().with("channel", chat));
    }

    /** As bots know it. */
    long chat(String name) {
        return sandbox.world().find(new Username(name)).orElseThrow().botApiId();
    }

    /** As bots know somebody. */
    long user(String person) {
        return events().stream()
                .filter(event -> event.actor().equals(new Actor.Person(person)))
                .flatMap(
                        event -> event.effect() instanceof Effect.AccountAppeared appeared ? Stream.of(appeared) : null)
                .findFirst()
                .orElseThrow()
                .userId();
    }

    List<Event> events() {
        List<Event> all = new ArrayList<>();
        List<Event> page;
        do {
            page = sandbox.events(all.size(), 1000).join();
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    static Tl.Obj object(Tl.Obj of, String field) {
        return (Tl.Obj) of.get(field).orElseThrow();
    }

    static long number(Tl.Obj of, String field) {
        return of.integer(field).orElseThrow();
    }
}
