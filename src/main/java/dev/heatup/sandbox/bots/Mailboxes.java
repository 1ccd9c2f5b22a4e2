package dev.heatup.sandbox.bots;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.world.BotAccount;
import dev.heatup.sandbox.world.Event;
import dev.heatup.sandbox.world.WorldState;
import dev.heatup.telegram.Tl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongBinaryOperator;

/**
 * What waits for each bot. A function of the world's events and of what bots confirmed, so that a restart has the same
 * updates under the same ids. Confined to one thread.
 */
public final class Mailboxes {

    /** Telegram keeps updates no longer. */
    private static final Duration LIFE = Duration.ofDays(1);

    /** Of a bot that leaves them lying; our own bound. */
    static final int MAX_UPDATES = 10_000;

    /** What a bot gets that asks for nothing in particular is all but these. */
    private static final Set<String> ONLY_WHEN_ASKED =
            Set.of("chat_member", "message_reaction", "message_reaction_count");

    private WorldState state;
    private final LongBinaryOperator confirmed;
    private final Map<Long, Mailbox> mailboxes = new HashMap<>();

    /**
     * What waits for bots, by bot.
     *
     * @param letters of each, oldest first
     */
    public record Waiting(Map<Long, List<Letter>> letters) {}

    /** @param id of the update */
    record Letter(long id, Instant at, String type, Tl.Obj content) {

        Tl.Obj update() {
            return Tl.object().with("update_id", id).with(type, content).build();
        }
    }

    /** All that ever held something, as a start can go on from it. */
    public record Saved(Map<Long, SavedMailbox> mailboxes) {}

    record SavedMailbox(long nextId, long confirmed, List<Letter> letters) {}

    /**
     * @param confirmed of a bot and an event's number: up to which update the bot had confirmed by then, where somebody may
     *     still ask for it, else by now; so a replay keeps only what is asked for
     */
    public Mailboxes(WorldState state, LongBinaryOperator confirmed) {
        this.state = state;
        this.confirmed = confirmed;
    }

    /** As they were when they were saved. */
    public void resume(Saved saved) {
        saved.mailboxes().forEach((bot, mailbox) -> mailboxes.put(bot, new Mailbox(mailbox)));
    }

    public Saved saved() {
        Map<Long, SavedMailbox> all = new LinkedHashMap<>();
        mailboxes.forEach((bot, mailbox) -> {
            if (mailbox.nextId > firstId(bot)) {
                all.put(bot, mailbox.saved());
            }
        });
        return new Saved(all);
    }

    /** Forgets what was confirmed by the time of this event. */
    public void settle(long seq) {
        mailboxes.forEach((bot, mailbox) -> mailbox.forgetUpTo(confirmed.applyAsLong(bot, seq)));
    }

    /** What waits at this event. */
    public Waiting waiting(Event event) {
        settle(event.seq());
        Map<Long, List<Letter>> letters = new LinkedHashMap<>();
        mailboxes.forEach((bot, mailbox) -> {
            List<Letter> waiting = List.copyOf(mailbox.waiting(event.worldTime()));
            if (!waiting.isEmpty()) {
                letters.put(bot, waiting);
            }
        });
        return new Waiting(letters);
    }

    /**
     * Carries the event out, and puts what it means to bots into their mailboxes.
     *
     * @return the bots that got something
     */
    public Set<Long> evolve(Event event) {
        Set<Long> got = new HashSet<>();
        for (Update update : UpdateFactory.evolve(state, event)) {
            BotAccount bot = state.bot(update.bot()).orElseThrow();
            if (wants(bot, update.type())) {
                of(update.bot()).add(update, event.worldTime(), confirmed.applyAsLong(update.bot(), event.seq()));
                got.add(update.bot());
            }
        }
        return got;
    }

    private static boolean wants(BotAccount bot, String type) {
        Set<String> asked = bot.allowedUpdates();
        return (asked == null || asked.isEmpty()) ? !ONLY_WHEN_ASKED.contains(type) : asked.contains(type);
    }

    /**
     * The world is another one from here on, in which other updates wait. They get new ids, as bots remember the last that
     * they saw and ask for what comes after it.
     */
    public void restart(WorldState other, Waiting waiting, long seq) {
        state = other;
        mailboxes.values().forEach(Mailbox::drop);
        waiting.letters()
                .forEach((bot, letters) -> letters.forEach(letter -> of(bot).add(
                                new Update(bot, letter.type(), letter::content),
                                letter.at(),
                                confirmed.applyAsLong(bot, seq))));
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
        return mailboxes.computeIfAbsent(bot, id -> new Mailbox(firstId(id)));
    }

    /** Telegram begins anywhere, so that nobody relies on it. */
    private long firstId(long bot) {
        return SeededDraw.between(
                SeededDraw.of(SeededDraw.of(state.world().seed(), "updates"), bot), 100_000_000, 999_999_999);
    }

    private static final class Mailbox {

        private final Deque<Letter> letters = new ArrayDeque<>();
        private long nextId;
        private long confirmed;

        Mailbox(long firstId) {
            this.nextId = firstId;
        }

        Mailbox(SavedMailbox saved) {
            letters.addAll(saved.letters());
            nextId = saved.nextId();
            confirmed = saved.confirmed();
        }

        SavedMailbox saved() {
            return new SavedMailbox(nextId, confirmed, List.copyOf(letters));
        }

        /** @param known up to where it is known to be confirmed */
        void add(Update update, Instant at, long known) {
            forgetBefore(at);
            long id = nextId++;
            if (id > known) {
                letters.add(new Letter(id, at, update.type(), update.content().get()));
            }
            if (letters.size() > MAX_UPDATES) {
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

        void forgetUpTo(long upTo) {
            letters.removeIf(letter -> letter.id() <= upTo);
            confirmed = Math.max(confirmed, upTo);
        }

        long confirm(int offset) {
            long upTo = offset < 0 ? nextId - 1 + offset : Math.min(offset, nextId) - 1L;
            if (offset == 0 || upTo <= confirmed) {
                return 0;
            }
            forgetUpTo(upTo);
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
