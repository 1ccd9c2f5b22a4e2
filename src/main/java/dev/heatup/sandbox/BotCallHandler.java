package dev.heatup.sandbox;

import dev.heatup.sandbox.botapi.BotCall;
import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.botapi.BotReply;
import dev.heatup.sandbox.botapi.BotToken;
import dev.heatup.sandbox.botapi.BotWebhooks;
import dev.heatup.sandbox.botapi.UpdateBatch;
import dev.heatup.sandbox.botapi.UpdatesRequest;
import dev.heatup.sandbox.botapi.UploadedFile;
import dev.heatup.sandbox.botapi.Webhook;
import dev.heatup.sandbox.bots.BotDates;
import dev.heatup.sandbox.bots.BotDecision;
import dev.heatup.sandbox.bots.BotMethods;
import dev.heatup.sandbox.bots.Mailboxes;
import dev.heatup.sandbox.world.Account;
import dev.heatup.sandbox.world.Actor;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.ChatKey;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Effect;
import dev.heatup.sandbox.world.Member;
import dev.heatup.sandbox.world.World.ExpectedBot;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where bots are served: their calls, their updates and their webhooks, each in its turn. Confined to one thread. */
final class BotCallHandler {

    /** Those that are decided here rather than by {@link BotMethods}. */
    static final Set<String> METHODS = Set.of("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo");

    private final WorldState state;
    private final Mailboxes mailboxes;
    private final BotDeliveryState deliveries;
    private final BotPresence botPresence;
    private final CallIsolation callIsolation;
    private final BotDates dates;
    private final BotLimits limits = new BotLimits();
    private final Recorder recorder;
    private Duration toldToWait = Duration.ZERO;

    /** Puts an event into the world and its log. */
    interface Recorder {
        void record(Actor actor, Effect effect);
    }

    BotCallHandler(
            WorldState state,
            Mailboxes mailboxes,
            BotDeliveryState deliveries,
            BotPresence botPresence,
            CallIsolation callIsolation,
            BotDates dates,
            Recorder recorder) {
        this.state = state;
        this.mailboxes = mailboxes;
        this.deliveries = deliveries;
        this.botPresence = botPresence;
        this.callIsolation = callIsolation;
        this.dates = dates;
        this.recorder = recorder;
    }

    BotReply call(BotToken token, BotCall call, Instant now) {
        BotAccount bot = known(token.id().value());
        botPresence.called(bot.id());
        Optional<BotReply> refused = limits.take(bot.id(), call, now).map(BotReply::tooManyRequests);
        BotReply reply = refused.orElseGet(() -> switch (call.method()) {
            case "setWebhook" -> setWebhook(bot, call);
            case "deleteWebhook" -> deleteWebhook(bot, call);
            case "getWebhookInfo" -> new BotReply.Ok(dates.shown(webhookInfo(bot, now)));
            default -> decide(bot, call, now);
        });
        if (reply instanceof BotReply.Refused told) {
            toldToWait(bot.id(), BotRetries.nameOf(call), told);
        }
        return reply;
    }

    private BotReply decide(BotAccount bot, BotCall call, Instant now) {
        BotDecision decision = BotMethods.decide(state, bot, call, now, dates);
        decision.effects().forEach(deed -> {
            recorder.record(deed.actor(), deed.effect());
            remember(deed.effect(), call);
        });
        return decision.reply() instanceof BotReply.Ok(Tl result)
                ? new BotReply.Ok(dates.shown(result))
                : decision.reply();
    }

    private void remember(Effect effect, BotCall call) {
        if (effect instanceof Effect.MemberSet(ChatKey _, Actor who, Member member)) {
            Instant until = member.until();
            Optional<Long> named = call.params().integer("until_date");
            if (until != null && named.isPresent()) {
                userId(who).ifPresent(user -> dates.remember(user, until, named.get()));
            }
        }
    }

    private Optional<Long> userId(Actor who) {
        return switch (who) {
            case Actor.Person(String name) -> state.account(name).map(Account::userId);
            case Actor.Bot(long id) -> Optional.of(id);
            case Actor.Network _, Actor.Operator _ -> Optional.empty();
        };
    }

    /** A bot's call has come, before anything is known of it. */
    void calls(long bot, String call) {
        botPresence.retries().called(bot, call);
    }

    /** A refusal that tells a bot to come back, whoever makes it. */
    void toldToWait(long bot, String call, BotReply.Refused reply) {
        Duration wait = reply.retryAfter();
        if (wait != null) {
            toldToWait = toldToWait.plus(botPresence.retries().told(bot, call, wait));
        }
    }

    /** By how much world time has to advance for those that were told to wait; zero after that. */
    Duration takeWait() {
        Duration wait = toldToWait;
        toldToWait = Duration.ZERO;
        return wait;
    }

    /** A bot appears with the first call under its token. */
    BotAccount known(long id) {
        Optional<BotAccount> known = state.bot(id);
        if (known.isPresent()) {
            return known.get();
        }
        expected(id).arrival(id).forEach(causedEffect -> recorder.record(causedEffect.actor(), causedEffect.effect()));
        return state.bot(id).orElseThrow();
    }

    /** Its own entry in the world's description, else the first that nobody claimed, else none. */
    private ExpectedBot expected(long id) {
        Set<String> taken = new HashSet<>();
        state.bots().forEach(bot -> taken.add(bot.username()));
        List<ExpectedBot> free = state.world().bots().stream()
                .filter(bot -> !taken.contains(bot.username().value()))
                .toList();
        return free.stream()
                .filter(bot -> Long.valueOf(id).equals(bot.id()))
                .findFirst()
                .or(() -> free.stream().filter(bot -> bot.id() == null).findFirst())
                .orElseGet(() -> state.world().stranger(id));
    }

    UpdateBatch updates(BotToken token, UpdatesRequest request, Instant now) {
        BotAccount bot = known(token.id().value());
        botPresence.called(bot.id());
        if (deliveries.webhook(bot.id()).isPresent()) {
            return new UpdateBatch.WebhookIsSet();
        }
        allow(bot, request.allowedUpdates());
        confirm(bot.id(), request.offset());
        return new UpdateBatch.There(mailboxes.waiting(bot.id(), request.limit(), now).stream()
                .map(dates::shown)
                .toList());
    }

    private void confirm(long bot, int offset) {
        long upTo = mailboxes.confirm(bot, offset);
        if (upTo > 0) {
            deliveries.confirmed(bot, upTo);
        }
    }

    private void allow(BotAccount bot, @Nullable List<String> types) {
        if (types != null && !Set.copyOf(types).equals(bot.allowedUpdates())) {
            recorder.record(bot.actor(), new Effect.UpdatesAllowed(Set.copyOf(types)));
        }
    }

    private BotReply setWebhook(BotAccount bot, BotCall call) {
        String url = call.params().text("url").orElse("");
        if (url.isEmpty()) {
            return deleteWebhook(bot, call);
        }
        allow(bot, texts(call.params(), "allowed_updates"));
        drop(bot, call);
        deliveries.setWebhook(
                bot.id(), new Webhook(url, call.params().text("secret_token").orElse(null)));
        return new BotReply.Ok(Tl.of(true));
    }

    private static @Nullable List<String> texts(Tl.Obj params, String field) {
        return params.get(field).isEmpty()
                ? null
                : params.list(field).stream()
                        .filter(Tl.Text.class::isInstance)
                        .map(text -> ((Tl.Text) text).value())
                        .toList();
    }

    private BotReply deleteWebhook(BotAccount bot, BotCall call) {
        drop(bot, call);
        deliveries.setWebhook(bot.id(), null);
        return new BotReply.Ok(Tl.of(true));
    }

    private void drop(BotAccount bot, BotCall call) {
        if (call.params().bool("drop_pending_updates").orElse(false)) {
            long upTo = mailboxes.drop(bot.id());
            if (upTo > 0) {
                deliveries.confirmed(bot.id(), upTo);
            }
        }
    }

    private Tl webhookInfo(BotAccount bot, Instant now) {
        Tl.Builder info = Tl.object()
                .with("url", deliveries.webhook(bot.id()).map(Webhook::url).orElse(""))
                .with("has_custom_certificate", false)
                .with("pending_update_count", mailboxes.count(bot.id(), now));
        deliveries
                .lastError(bot.id())
                .ifPresent(error -> info.with("last_error_date", error.at().getEpochSecond())
                        .with("last_error_message", error.message()));
        Set<String> allowed = bot.allowedUpdates();
        if (allowed != null && !allowed.isEmpty()) {
            info.with("allowed_updates", allowed.stream().sorted().map(Tl::of).toList());
        }
        return info.build();
    }

    /** All bots that have a webhook. */
    List<BotId> webhookBots() {
        return deliveries.webhookBots().stream().map(BotId::new).toList();
    }

    /** Bots with a webhook never ask, so they are told of what happens without a call of theirs. */
    void welcomeBack() {
        deliveries.webhookBots().forEach(this::known);
    }

    Optional<BotWebhooks.Delivery> nextDelivery(BotId bot, Instant now) {
        return deliveries
                .webhook(bot.value())
                .flatMap(webhook -> mailboxes.waiting(bot.value(), 1, now).stream()
                        .findFirst()
                        .map(update -> new BotWebhooks.Delivery(webhook, dates.shown(update))));
    }

    /** The update is taken, whatever becomes of the call that answers it. */
    void delivered(BotId bot, long updateId, @Nullable BotCall answer, Instant now) {
        botPresence.called(bot.value());
        confirm(bot.value(), Math.toIntExact(updateId + 1));
        if (answer != null) {
            state.bot(bot.value()).ifPresent(account -> {
                var _ = callIsolation.start(() -> CompletableFuture.completedFuture(decide(account, answer, now)));
            });
        }
    }

    void failed(BotId bot, String message, Instant now) {
        deliveries.failed(bot.value(), message, now);
    }

    Optional<UploadedFile> file(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1).replace(".jpg", "");
        return state.file(id).filter(media -> media.path().equals(path)).map(BotCallHandler::upload);
    }

    private static UploadedFile upload(Content.Media media) {
        String name = media.fileName();
        return new UploadedFile(name == null ? "" : name, media.mimeType(), media.size());
    }

    /** The bots of the world's description. */
    List<DeclaredBot> declared(BotLiveness botLiveness, Instant now) {
        return new DeclaredBots(state, mailboxes, deliveries, botLiveness).at(now);
    }

    /** A bot that called for the first time. */
    BotArrival arrival(BotId bot, BotLiveness botLiveness, Instant now) {
        List<DeclaredBot> declared = declared(botLiveness, now);
        String username = known(bot.value()).username();
        return new BotArrival(
                bot.value(),
                username,
                declared.stream().anyMatch(expected -> expected.username().equals(username)),
                declared.stream()
                        .filter(expected -> expected.presence() instanceof DeclaredBot.Presence.NeverCalled)
                        .toList());
    }

    /** See {@link BotPresence#listens}. */
    boolean listens(long bot) {
        return botPresence.listens(bot, deliveries.webhook(bot).isPresent());
    }

    /** Whether bots that listen have something left to do; see {@link BotPresence}. */
    Instant busyUntil(Instant now) {
        return botPresence.until(
                bot -> mailboxes.count(bot, now) > 0,
                bot -> deliveries.webhook(bot).isPresent());
    }
}
