package dev.heatup.sandbox.bots;

import dev.heatup.chance.Draw;
import dev.heatup.gateway.Tl;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.WorldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * What waits for each bot. A function of the world's events and of what bots confirmed, so that a restart has the same
 * updates under the same ids. For one thread.
 */
public final class Mailboxes {

    /** Telegram keeps updates no longer. */
    private static final Duration LIFE = Duration.ofDays(1);

    /** Of a bot that leaves them lying; our own bound. */
    static final int MOST = 10_000;

    /** What a bot gets that asks for nothing in particular is all but these. */
    private static final Set<String> ONLY_WHEN_ASKED =
            Set.of("chat_member", "message_reaction", "message_reaction_count");

    private WorldState state;
    private final LongUnaryOperator confirmed;
    private final Map<Long, Mailbox> mailboxes = new HashMap<>();

    /** @param confirmed the last update that a bot confirmed in an earlier life; 0 for none */
    public Mailboxes(WorldState state, LongUnaryOperator confirmed) {
        this.state = state;
        this.confirmed = confirmed;
    }

    /**
     * Carries the event out, and puts what it means to bots into their mailboxes.
     *
     * @return the bots that got something
     */
    public Set<Long> evolve(Event event) {
        Set<Long> got = new HashSet<>();
        for (Update update : News.evolve(state, event)) {
            BotAccount bot = state.bot(update.bot()).orElseThrow();
            if (wants(bot, update.type())) {
                of(update.bot()).add(update, event.worldTime());
                got.add(update.bot());
            }
        }
        return got;
    }

    private static boolean wants(BotAccount bot, String type) {
        Set<String> asked = bot.allowedUpdates();
        return (asked == null || asked.isEmpty()) ? !ONLY_WHEN_ASKED.contains(type) : asked.contains(type);
    }

    /** The world is another one from here on: what waits is dropped, and ids go on, as bots remember the last one. */
    public void restart(WorldState other) {
        state = other;
        mailboxes.values().forEach(Mailbox::drop);
    }

    /** What waits, oldest first; updates that waited too long are gone, and the oldest of too many. */
    public List<Tl.Obj> waiting(long bot, int limit, Instant now) {
        return of(bot).waiting(now).stream().limit(limit).map(Letter::update).toList();
    }

    public int count(long bot, Instant now) {
        return of(bot).waiting(now).size();
    }

    /**
     * Forgets all before {@code offset}; with a negative one, all but the last that many.
     *
     * @return the last update that is confirmed now, 0 when nothing changed
     */
    public long confirm(long bot, int offset) {
        return of(bot).confirm(offset);
    }

    /** Forgets all. */
    public long drop(long bot) {
        return of(bot).drop();
    }

    private Mailbox of(long bot) {
        return mailboxes.computeIfAbsent(bot, id -> new Mailbox(firstId(id), confirmed.applyAsLong(id)));
    }

    /** Telegram begins anywhere, so that nobody relies on it. */
    private long firstId(long bot) {
        return Draw.between(Draw.of(Draw.of(state.world().seed(), "updates"), bot), 100_000_000, 999_999_999);
    }

    /** @param id of the update */
    private record Letter(long id, Instant at, Tl.Obj update) {}

    private static final class Mailbox {

        private final Deque<Letter> letters = new ArrayDeque<>();
        private long nextId;
        private long confirmed;

        Mailbox(long firstId, long confirmed) {
            this.nextId = firstId;
            this.confirmed = confirmed;
        }

        void add(Update update, Instant at) {
            forgetBefore(at);
            long id = nextId++;
            if (id > confirmed) {
                letters.add(new Letter(
                        id,
                        at,
                        Tl.object()
                                .with("update_id", id)
                                .with(update.type(), update.content())
                                .build()));
            }
            if (letters.size() > MOST) {
                letters.remove();
            }
        }

        Collection<Letter> waiting(Instant now) {
            forgetBefore(now);
            return letters;
        }

        /** What waited too long. */
        private void forgetBefore(Instant now) {
            while (!letters.isEmpty() && letters.peek().at().plus(LIFE).isBefore(now)) {
                letters.remove();
            }
        }

        long confirm(int offset) {
            long upTo = offset < 0 ? nextId - 1 + offset : Math.min(offset, nextId) - 1L;
            if (offset == 0 || upTo <= confirmed) {
                return 0;
            }
            letters.removeIf(letter -> letter.id() <= upTo);
            confirmed = upTo;
            return upTo;
        }

        long drop() {
            letters.clear();
            if (nextId - 1 <= confirmed) {
                return 0;
            }
            confirmed = nextId - 1;
            return confirmed;
        }
    }
}
