package dev.heatup.run;

import dev.heatup.channel.Username;
import dev.heatup.plan.Action;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Caller;
import dev.heatup.telegram.Gateway;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out one action, or one turn of it, through the gateway, all its calls within one deadline. Thread-safe. */
final class Performer {

    /** For all calls and attempts of one action; the claim covers 15 s. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The error by which the network says that a bot took too long to answer a press. */
    private static final String NO_ANSWER = "BOT_RESPONSE_TIMEOUT";

    private static final int POSTS_READ = 20;

    private final Gateway gateway;
    private final LongSupplier nanoTime;

    Performer(Gateway gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    /**
     * @param draft what was prepared, null for what needs no preparation
     * @param seed chooses among posts
     */
    record Task(Action action, @Nullable Draft draft, StepKey key, long seed) {}

    Effect perform(Caller caller, Task task, Duration patience) {
        return perform(deadline(caller, patience), task);
    }

    /**
     * For a step that may have happened: looks where there is something to see, and performs it only when it did not
     * happen. What leaves no trace is repeated under the same name, which contract 1 answers with the first result.
     */
    Effect reconcile(Caller caller, Task task, Duration patience) {
        Deadline deadline = deadline(caller, patience);
        return switch (look(deadline, task)) {
            case Sight.Happened(StepResult result) -> new Effect.Done(result);
            case Sight.DidNot _ -> doubtfulUnlessSent(perform(deadline, task));
            case Sight.Traceless _ -> doubtfulUnlessDone(task.action(), doubtfulUnlessSent(perform(deadline, task)));
            case Sight.Unclear(Effect why) -> why;
        };
    }

    /** Only looks: nothing has an effect. */
    Sight look(Caller caller, Task task, Duration patience) {
        return look(deadline(caller, patience), task);
    }

    private Deadline deadline(Caller caller, Duration patience) {
        return new Deadline(gateway, nanoTime, caller, patience);
    }

    private static Sight look(Deadline deadline, Task task) {
        return switch (task.action()) {
            case Action.JoinChannel join -> Sight.membership(deadline, join.channel());
            case Action.LeaveChannel leave ->
                Sight.membership(deadline, leave.channel()).inverse();
            case Action.React react -> Sight.reaction(deadline, react.channel(), reaction(task));
            // Reading twice is reading once: views count once per account and post.
            case Action.ReadMessages _,
                    Action.ViewPost _,
                    Action.SendMessage _,
                    Action.StartBot _,
                    Action.PressButton _,
                    Action.MessageBot _ -> new Sight.Traceless();
            case Action.Idle _ -> new Sight.DidNot();
        };
    }

    private Effect perform(Deadline deadline, Task task) {
        String once = task.key().once();
        return switch (task.action()) {
            case Action.JoinChannel join ->
                deadline.call(new Call.JoinChat(join.channel().value(), once), _ -> new Effect.Done());
            case Action.LeaveChannel leave -> deadline.call(Calls.leave(leave.channel(), once), _ -> new Effect.Done());
            case Action.ReadMessages read -> read(deadline, read.channel(), task.key());
            case Action.Idle _ -> new Effect.Done();
            case Action.ViewPost view -> view(deadline, view.channel(), task);
            case Action.React react -> {
                Draft.Reaction draft = reaction(task);
                yield deadline.call(
                        Calls.react(react.channel(), draft, once),
                        _ -> new Effect.Done(StepResult.reaction(draft.emoji(), draft.messageId())));
            }
            case Action.SendMessage message ->
                send(
                        deadline,
                        message.channel(),
                        message(task),
                        once,
                        sent -> new Effect.Done(StepResult.message(message(task).text(), sent)));
            case Action.StartBot start -> start(deadline, start, once);
            case Action.PressButton press -> turn(deadline, press.bot(), task);
            case Action.MessageBot talk -> turn(deadline, talk.bot(), task);
        };
    }

    /** Opens the channel's latest posts, is counted as their viewer in the sandbox, and leaves them read. */
    private Effect read(Deadline deadline, Username channel, StepKey key) {
        return deadline.call(Calls.history(channel, POSTS_READ), result -> {
            List<Long> ids = Chat.of(result).messages().stream()
                    .map(Chat.Message::id)
                    .limit(POSTS_READ)
                    .toList();
            if (ids.isEmpty()) {
                return new Effect.Done();
            }
            Effect seen = gateway.reach() == Gateway.Reach.SANDBOX
                    ? deadline.call(Calls.views(channel, ids, key.about(ids, 0)), _ -> new Effect.Done())
                    : new Effect.Done();
            return seen instanceof Effect.Done
                    ? deadline.call(Calls.markRead(channel, ids.getFirst(), key.about(ids, 1)), _ -> new Effect.Done())
                    : seen;
        });
    }

    private static Effect view(Deadline deadline, Username channel, Task task) {
        return deadline.call(
                Calls.history(channel, Posts.LOOKED_AT),
                result -> Posts.choose(Chat.of(result).messages(), channel, task.seed())
                        .map(post -> deadline.call(
                                Calls.views(
                                        channel, List.of(post.id()), task.key().about(List.of(post.id()), 0)),
                                counted -> new Effect.Done(StepResult.view(post.id(), views(counted)))))
                        .orElseGet(
                                () -> new Effect.Failed(new Problem("nothing_to_view", "the channel has no posts"))));
    }

    private static @Nullable Long views(Tl counted) {
        return counted instanceof Tl.Obj answer
                ? answer.list("views").stream()
                        .flatMap(
                                view -> view instanceof Tl.Obj first ? first.integer("views").stream() : Stream.empty())
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private interface Sent {
        Effect as(@Nullable Long messageId);
    }

    private static Effect send(Deadline deadline, Username chat, Draft.Message message, String clientId, Sent sent) {
        return deadline.call(
                Calls.send(chat, message, clientId),
                result -> sent.as(messageId(result).orElse(null)));
    }

    private static Effect start(Deadline deadline, Action.StartBot start, String clientId) {
        String text = start.payload() == null ? "/start" : "/start " + start.payload();
        return deadline.call(Calls.start(start.bot(), start.payload(), clientId), result -> {
            Optional<Long> id = messageId(result);
            return new Effect.Spoke(new StepResult.Turn(text, null, id.orElse(null), null), id.isPresent());
        });
    }

    private static Effect turn(Deadline deadline, Username bot, Task task) {
        return switch (task.draft()) {
            case Draft.Message message ->
                send(
                        deadline,
                        bot,
                        message,
                        task.key().once(),
                        id -> new Effect.Spoke(new StepResult.Turn(message.text(), null, id, null), id != null));
            case Draft.Press press -> press(deadline, bot, press, task.key().once());
            case Draft.Reaction _ -> throw notPrepared(task);
            case null -> throw notPrepared(task);
        };
    }

    /** A bot that doesn't answer a press was pressed all the same. */
    private static Effect press(Deadline deadline, Username bot, Draft.Press press, String clientId) {
        return deadline.call(
                Calls.press(bot, press, clientId),
                result -> new Effect.Spoke(pressed(press, result), true),
                trouble -> trouble instanceof Effect.Failed(Problem why)
                                && why.code().equals(NO_ANSWER)
                        ? new Effect.Spoke(pressed(press, Tl.object().build()), false)
                        : trouble);
    }

    private static StepResult.Turn pressed(Draft.Press press, Tl result) {
        StepResult.Answer answer = result instanceof Tl.Obj callback
                ? callback.text("message")
                        .filter(text -> !text.isBlank())
                        .map(text -> new StepResult.Answer(text, List.of()))
                        .orElse(null)
                : null;
        return new StepResult.Turn(null, press.label(), press.messageId(), answer);
    }

    /** Of the message itself, or of the first new one among updates. */
    private static Optional<Long> messageId(Tl result) {
        if (!(result instanceof Tl.Obj answer)) {
            return Optional.empty();
        }
        return answer.integer("id")
                .or(() -> answer.list("updates").stream()
                        .flatMap(update ->
                                update instanceof Tl.Obj object ? object.get("message").stream() : Stream.empty())
                        .flatMap(message ->
                                message instanceof Tl.Obj object ? object.integer("id").stream() : Stream.empty())
                        .findFirst());
    }

    private static Draft.Reaction reaction(Task task) {
        if (task.draft() instanceof Draft.Reaction reaction) {
            return reaction;
        }
        throw notPrepared(task);
    }

    private static Draft.Message message(Task task) {
        if (task.draft() instanceof Draft.Message message) {
            return message;
        }
        throw notPrepared(task);
    }

    private static IllegalStateException notPrepared(Task task) {
        return new IllegalStateException("step " + task.key() + " has the draft of another action");
    }

    /** A repeat that is refused says nothing about the first; only who reads again has read or not. */
    private static Effect doubtfulUnlessDone(Action action, Effect effect) {
        boolean reads = action instanceof Action.ReadMessages || action instanceof Action.ViewPost;
        return !reads && effect instanceof Effect.Failed(Problem why)
                ? new Effect.Unknown(why.code() + ": " + why.message())
                : effect;
    }

    /** While an earlier claim may have had its effect, a call that was not sent leaves that doubt as it is. */
    static Effect doubtfulUnlessSent(Effect effect) {
        return effect instanceof Effect.NotSent(String why) ? new Effect.Unknown(why) : effect;
    }
}
