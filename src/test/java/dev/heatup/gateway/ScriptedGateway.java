package dev.heatup.gateway;

import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Reply;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the answers it was made with, in order, and remembers what it was asked. */
public final class ScriptedGateway implements Gateway {

    private final Reach reach;
    private final Deque<Reply> answers;
    public final List<Call> calls = new ArrayList<>();
    public final List<Duration> patiences = new ArrayList<>();
    public @Nullable Duration shut;

    public ScriptedGateway(Reach reach, Reply... answers) {
        this.reach = reach;
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    public static ScriptedGateway answering(Reply... answers) {
        return new ScriptedGateway(Reach.GATEWAY, answers);
    }

    @Override
    public Reply call(Caller caller, Call call, Duration patience) {
        calls.add(call);
        patiences.add(patience);
        return answers.removeFirst();
    }

    @Override
    public Optional<Duration> shut() {
        return Optional.ofNullable(shut);
    }

    @Override
    public Reach reach() {
        return reach;
    }
}
