package dev.heatup.bench;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Reply;
import dev.heatup.telegram.Tl;
import dev.heatup.telegram.json.TlJson;
import dev.heatup.sandbox.score.Score;
import dev.heatup.sandbox.score.ScoreBuilder;
import dev.heatup.sandbox.user.CallDecision;
import dev.heatup.sandbox.user.AccountRules;
import dev.heatup.sandbox.user.AccountRequest;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.Cause;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.Message;
import dev.heatup.sandbox.world.World;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The sandbox's decisions in a group of 1,000 members and 1,000 messages, and what reads and writes their answers. */
@State(Scope.Benchmark)
public class SandboxFunctions {

    private static final int MEMBERS = 1000;
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final ChatKey GROUP = new ChatKey.Public(World.OPEN_GROUP);
    private static final String TEXT = "This is a message of this group, and of usual length";

    private final WorldState state = new WorldState(World.of(List.of(), 7), NOW);
    private final List<Event> messages = new ArrayList<>();
    private final AccountRequest page = request(new Call.InvokeRaw(
            "messages.getHistory",
            Tl.object().with("peer", SampleVisits.GROUP).with("limit", 100).build(),
            null));
    private final AccountRequest sending = request(new Call.SendMessage(SampleVisits.GROUP, TEXT, "run_1/2/0", null));
    private final Tl answer;
    private final byte[] json;
    private long seq;

    private static AccountRequest request(Call call) {
        return new AccountRequest(Caller.of("account7"), call);
    }

    public SandboxFunctions() {
        for (int i = 0; i < MEMBERS; i++) {
            String name = "account" + i;
            add(name, state.newcomer(name, "en"));
            add(name, new Effect.Joined(GROUP, 0));
        }
        for (int i = 0; i < MEMBERS; i++) {
            Message.Draft draft = Message.Draft.of(Content.text(TEXT));
            messages.add(add("account" + i, Effect.MessageSent.of(GROUP, i + 1, draft)));
        }
        answer = done(readPage());
        json = TlJson.write(answer);
        done(send());
        if (!new String(json, StandardCharsets.UTF_8).contains(TEXT)) {
            throw new IllegalStateException("not what was to be measured");
        }
    }

    private Event add(String account, Effect effect) {
        Cause cause = Cause.labelled("spam", "bench", "easy");
        Event event = new Event(++seq, NOW, new Actor.Person(account), cause, effect);
        state.evolve(event);
        return event;
    }

    private static Tl done(CallDecision callDecision) {
        if (callDecision.response() instanceof CallDecision.Response.Given(Reply.Done(Tl result))) {
            return result;
        }
        throw new IllegalStateException("not what was to be measured: " + callDecision.response());
    }

    @Benchmark
    public CallDecision readPage() {
        return AccountRules.decide(state, page, NOW);
    }

    @Benchmark
    public CallDecision send() {
        return AccountRules.decide(state, sending, NOW);
    }

    @Benchmark
    public byte[] writePage() {
        return TlJson.write(answer);
    }

    @Benchmark
    public Tl parsePage() {
        return TlJson.read(json);
    }

    @Benchmark
    public Score score() {
        return ScoreBuilder.of(messages.stream());
    }

    @Benchmark
    public String oneLine() {
        return OneLine.of(TEXT, 200);
    }
}
