package dev.heatup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heatup.gateway.Call;
import dev.heatup.gateway.Caller;
import dev.heatup.gateway.Reply;
import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.botapi.BotApiTypes;
import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.Calls;
import dev.heatup.sandbox.botapi.Checked;
import dev.heatup.sandbox.botapi.Updates;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.world.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** People and bots of a sandbox, as tests move them. Every answer to a bot is checked against the Bot API's types. */
final class Town {

    static final BotToken BOT = BotToken.parse("1001:test").orElseThrow();

    private final Sandbox sandbox;
    private int calls;

    Town(Sandbox sandbox) {
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
        Checked<BotCall> call = Calls.read(method, params.build().fields(), Map.of());
        if (call instanceof Checked.Invalid<BotCall>(BotReply.Refused refused)) {
            return refused;
        }
        BotReply reply = sandbox.bots()
                .call(token, ((Checked.Valid<BotCall>) call).value())
                .join();
        if (reply instanceof BotReply.Ok(Tl result)) {
            assertThat(BotApiTypes.problemsOfResult(method, result)).isEmpty();
        }
        return reply;
    }

    String refusal(String method, Tl.Builder params) {
        BotReply reply = botTries(BOT, method, params);
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
        Updates updates = sandbox.bots().updates(token, request).join();
        assertThat(updates).isInstanceOf(Updates.There.class);
        List<Tl.Obj> there = ((Updates.There) updates).updates();
        there.forEach(
                update -> assertThat(BotApiTypes.problems("Update", update)).isEmpty());
        return there;
    }

    /** Of this type alone, without what is around it. */
    List<Tl.Obj> updates(String type) {
        return updates().stream()
                .flatMap(update -> update.get(type).stream())
                .map(Tl.Obj.class::cast)
                .toList();
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
