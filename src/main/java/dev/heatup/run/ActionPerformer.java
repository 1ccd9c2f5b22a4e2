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
final class ActionPerformer {

    /** For all calls and attempts of one action; the claim covers 15 s. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The error by which the network says that a bot took too long to answer a press. */
    private static final String NO_ANSWER = "BOT_RESPONSE_TIMEOUT";

    private static final int POSTS_READ = 20;

    private final Gateway gateway;
    private final LongSupplier nanoTime;

    ActionPerformer(Gateway gateway, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.nanoTime = nanoTime;
    }

    /**
     * @param draft what was prepared, null for what needs no preparation
     * @param seed chooses among posts
     */
    record Task(Action action, @Nullable MessageDraft draft, StepKey key, long seed) {}

    AttemptResult perform(Caller caller, Task task, Duration patience) {
        return perform(deadline(caller, patience), task);
    }

    /**
     * For a step that may have happened: looks where there is something to see, and performs it only when it did not
     * happen. What leaves no trace is repeated under the same name, which contract 1 answers with the first result.
     */
    AttemptResult reconcile(Caller caller, Task task, Duration patience) {
        Deadline deadline = deadline(caller, patience);
        return switch (look(deadline, task)) {
            case Reconciliation.Happened(StepResult result) -> new AttemptResult.Done(result);
            case Reconciliation.DidNot _ -> doubtfulUnlessSent(perform(deadline, task));
            case Reconciliation.Traceless _ ->
                doubtfulUnlessDone(task.action(), doubtfulUnlessSent(perform(deadline, task)));
            case Reconciliation.Unclear(AttemptResult why) -> why;
        };
    }

    /** Only looks: nothing has an effect. */
    Reconciliation look(Caller caller, Task task, Duration patience) {
        return look(deadline(caller, patience), task);
    }

    private Deadline deadline(Caller caller, Duration patience) {
        return new Deadline(gateway, nanoTime, caller, patience);
    }

    private static Reconciliation look(Deadline deadline, Task task) {
        return switch (task.action()) {
            case Action.JoinChannel join -> Reconciliation.membership(deadline, join.channel());
            case Action.LeaveChannel leave ->
                Reconciliation.membership(deadline, leave.channel()).inverse();
            case Action.React react -> Reconciliation.reaction(deadline, react.channel(), reaction(task));
            // Reading twice is reading once: views count once per account and post.
            case Action.ReadMessages _,
                    Action.ViewPost _,
                    Action.SendMessage _,
                    Action.StartBot _,
                    Action.PressButton _,
                    Action.MessageBot _ -> new Reconciliation.Traceless();
            case Action.Idle _ -> new Reconciliation.DidNot();
        };
    }

    private AttemptResult perform(Deadline deadline, Task task) {
        String once = task.key().once();
        return switch (task.action()) {
            case Action.JoinChannel join ->
                deadline.call(new Call.JoinChat(join.channel().value(), once), _ -> new AttemptResult.Done());
            case Action.LeaveChannel leave ->
                deadline.call(TelegramCalls.leave(leave.channel(), once), _ -> new AttemptResult.Done());
            case Action.ReadMessages read -> read(deadline, read.channel(), task.key());
            case Action.Idle _ -> new AttemptResult.Done();
            case Action.ViewPost view -> view(deadline, view.channel(), task);
            case Action.React react -> {
                MessageDraft.Reaction draft = reaction(task);
                yield deadline.call(
                        TelegramCalls.react(react.channel(), draft, once),
                        _ -> new AttemptResult.Done(StepResult.reaction(draft.emoji(), draft.messageId())));
            }
            case Action.SendMessage message ->
                send(
                        deadline,
                        message.channel(),
                        message(task),
                        once,
                        sent -> new AttemptResult.Done(
                                StepResult.message(message(task).text(), sent)));
            case Action.StartBot start -> start(deadline, start, once);
            case Action.PressButton press -> turn(deadline, press.bot(), task);
            case Action.MessageBot talk -> turn(deadline, talk.bot(), task);
        };
    }

    /** Opens the channel's latest posts, is counted as their viewer in the sandbox, and leaves them read. */
    private AttemptResult read(Deadline deadline, Username channel, StepKey key) {
        return deadline.call(TelegramCalls.history(channel, POSTS_READ), result -> {
            List<Long> ids = HistoryPage.of(result).messages().stream()
                    .map(HistoryPage.Message::id)
                    .limit(POSTS_READ)
                    .toList();
            if (ids.isEmpty()) {
                return new AttemptResult.Done();
            }
            AttemptResult seen = gateway.reach() == Gateway.Reach.SANDBOX
                    ? deadline.call(TelegramCalls.views(channel, ids, key.about(ids, 0)), _ -> new AttemptResult.Done())
                    : new AttemptResult.Done();
            return seen instanceof AttemptResult.Done
                    ? deadline.call(
                            TelegramCalls.markRead(channel, ids.getFirst(), key.about(ids, 1)),
                            _ -> new AttemptResult.Done())
                    : seen;
        });
    }

    private static AttemptResult view(Deadline deadline, Username channel, Task task) {
        return deadline.call(
                TelegramCalls.history(channel, LatestPosts.LOOKED_AT),
                result -> LatestPosts.choose(HistoryPage.of(result).messages(), channel, task.seed())
                        .map(post -> deadline.call(
                                TelegramCalls.views(
                                        channel, List.of(post.id()), task.key().about(List.of(post.id()), 0)),
                                counted -> new AttemptResult.Done(StepResult.view(post.id(), views(counted)))))
                        .orElseGet(() -> new AttemptResult.Failed(
                                new StepProblem("nothing_to_view", "the channel has no posts"))));
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
        AttemptResult as(@Nullable Long messageId);
    }

    private static AttemptResult send(
            Deadline deadline, Username chat, MessageDraft.Message message, String clientId, Sent sent) {
        return deadline.call(
                TelegramCalls.send(chat, message, clientId),
                result -> sent.as(messageId(result).orElse(null)));
    }

    private static AttemptResult start(Deadline deadline, Action.StartBot start, String clientId) {
        String text = start.payload() == null ? "/start" : "/start " + start.payload();
        return deadline.call(TelegramCalls.start(start.bot(), start.payload(), clientId), result -> {
            Optional<Long> id = messageId(result);
            return new AttemptResult.Spoke(new StepResult.Turn(text, null, id.orElse(null), null), id.isPresent());
        });
    }

    private static AttemptResult turn(Deadline deadline, Username bot, Task task) {
        return switch (task.draft()) {
            case MessageDraft.Message message ->
                send(
                        deadline,
                        bot,
                        message,
                        task.key().once(),
                        id -> new AttemptResult.Spoke(new StepResult.Turn(message.text(), null, id, null), id != null));
            case MessageDraft.Press press ->
                press(deadline, bot, press, task.key().once());
            case MessageDraft.Reaction _ -> throw notPrepared(task);
            case null -> throw notPrepared(task);
        };
    }

    /** A bot that doesn't answer a press was pressed all the same. */
    private static AttemptResult press(Deadline deadline, Username bot, MessageDraft.Press press, String clientId) {
        return deadline.call(
                TelegramCalls.press(bot, press, clientId),
                result -> new AttemptResult.Spoke(pressed(press, result), true),
                trouble -> trouble instanceof AttemptResult.Failed(StepProblem why)
                                && why.code().equals(NO_ANSWER)
                        ? new AttemptResult.Spoke(pressed(press, Tl.object().build()), false)
                        : trouble);
    }

    private static StepResult.Turn pressed(MessageDraft.Press press, Tl result) {
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

    private static MessageDraft.Reaction reaction(Task task) {
        if (task.draft() instanceof MessageDraft.Reaction reaction) {
            return reaction;
        }
        throw notPrepared(task);
    }

    private static MessageDraft.Message message(Task task) {
        if (task.draft() instanceof MessageDraft.Message message) {
            return message;
        }
        throw notPrepared(task);
    }

    private static IllegalStateException notPrepared(Task task) {
        return new IllegalStateException("step " + task.key() + " has the draft of another action");
    }

    /** A repeat that is refused says nothing about the first; only who reads again has read or not. */
    private static AttemptResult doubtfulUnlessDone(Action action, AttemptResult attemptResult) {
        boolean reads = action instanceof Action.ReadMessages || action instanceof Action.ViewPost;
        return !reads && attemptResult instanceof AttemptResult.Failed(StepProblem why)
                ? new AttemptResult.Unknown(why.code() + ": " + why.message())
                : attemptResult;
    }

    /** While an earlier claim may have had its effect, a call that was not sent leaves that doubt as it is. */
    static AttemptResult doubtfulUnlessSent(AttemptResult attemptResult) {
        return attemptResult instanceof AttemptResult.NotSent(String why)
                ? new AttemptResult.Unknown(why)
                : attemptResult;
    }
}
