package dev.heatup.sandbox;

import dev.heatup.sandbox.botapi.BotId;
import dev.heatup.sandbox.bots.Mailboxes;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.World.ExpectedBot;
import dev.heatup.sandbox.world.WorldState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The bots of a world's description as they are now. Confined to one thread. */
final class DeclaredBots {

    private final WorldState state;
    private final Mailboxes mailboxes;
    private final BotDeliveryState deliveries;
    private final BotLiveness botLiveness;

    DeclaredBots(WorldState state, Mailboxes mailboxes, BotDeliveryState deliveries, BotLiveness botLiveness) {
        this.state = state;
        this.mailboxes = mailboxes;
        this.deliveries = deliveries;
        this.botLiveness = botLiveness;
    }

    /** In the order of the description, in which tokens that nobody names take the bots without an id. */
    List<DeclaredBot> at(Instant now) {
        Map<String, BotAccount> accounts =
                state.bots().stream().collect(Collectors.toMap(BotAccount::username, Function.identity()));
        Set<Long> taken = accounts.values().stream().map(BotAccount::id).collect(Collectors.toCollection(HashSet::new));
        List<DeclaredBot> bots = new ArrayList<>();
        for (ExpectedBot bot : state.world().bots()) {
            BotAccount account = accounts.get(bot.username().value());
            bots.add(account == null ? expected(bot, taken) : declared(account, now));
        }
        return bots;
    }

    private DeclaredBot declared(BotAccount account, Instant now) {
        long id = account.id();
        int waiting = mailboxes.count(id, now);
        boolean hasWebhook = deliveries.webhook(id).isPresent();
        return new DeclaredBot(account.username(), id, waiting, botLiveness.of(new BotId(id), hasWebhook, waiting));
    }

    /** Its number is its own, or the least that no other bot has. */
    private static DeclaredBot expected(ExpectedBot bot, Set<Long> taken) {
        Long id = bot.id();
        long number = id != null
                ? id
                : LongStream.iterate(1, n -> n + 1)
                        .filter(n -> !taken.contains(n))
                        .findFirst()
                        .orElseThrow();
        taken.add(number);
        return new DeclaredBot(bot.username().value(), number, 0, new DeclaredBot.Presence.NeverCalled());
    }
}
