package dev.heatup.sandbox;

import dev.heatup.sandbox.botapi.Webhook;
import dev.heatup.telegram.Tl;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the network notes of its bots besides the world's events: how far they confirmed their updates, and their
 * webhooks, whose secrets no log may show. Confined to one thread.
 */
final class BotDeliveryState {

    private static final String PREFIX = "bot/";
    private static final String AT_SNAPSHOT = "confirmed/";

    private final EventLog log;
    private final Map<Long, Entry> entries = new TreeMap<>();

    /** How far bots had confirmed when a snapshot was taken, by the number of its event. */
    private final NavigableMap<Long, Tl.Obj> atSnapshots = new TreeMap<>();

    /** @param confirmed the last update that the bot confirmed, 0 for none */
    private record Entry(
            long confirmed,
            @Nullable Webhook webhook,
            @Nullable Failure failure) {

        static final Entry EMPTY = new Entry(0, null, null);
    }

    record Failure(Instant at, String message) {}

    BotDeliveryState(EventLog log) {
        this.log = log;
        log.notes(PREFIX)
                .forEach((name, note) -> entries.put(Long.parseLong(name.substring(PREFIX.length())), entry(note)));
        log.notes(AT_SNAPSHOT)
                .forEach((name, note) -> atSnapshots.put(Long.parseLong(name.substring(AT_SNAPSHOT.length())), note));
    }

    /** Up to which update a bot had confirmed at the first snapshot from this event on; by now, when there was none. */
    long confirmedBy(long bot, long seq) {
        Map.Entry<Long, Tl.Obj> then = atSnapshots.ceilingEntry(seq);
        return then == null
                ? entry(bot).confirmed()
                : then.getValue().integer(Long.toString(bot)).orElse(0L);
    }

    /** Keeps how far all are, for the snapshot of this event. */
    void snapshotTaken(long seq) {
        Tl.Builder note = Tl.object();
        entries.forEach((bot, entry) -> note.with(Long.toString(bot), entry.confirmed()));
        atSnapshots.put(seq, note.build());
        log.note(AT_SNAPSHOT + seq, note.build());
    }

    Optional<Webhook> webhook(long bot) {
        return Optional.ofNullable(entry(bot).webhook());
    }

    Optional<Failure> lastError(long bot) {
        return Optional.ofNullable(entry(bot).failure());
    }

    List<Long> webhookBots() {
        return entries.keySet().stream().filter(bot -> webhook(bot).isPresent()).toList();
    }

    void confirmed(long bot, long upTo) {
        Entry old = entry(bot);
        put(bot, new Entry(upTo, old.webhook(), old.failure()));
    }

    /** @param webhook null for none */
    void setWebhook(long bot, @Nullable Webhook webhook) {
        put(bot, new Entry(entry(bot).confirmed(), webhook, null));
    }

    void failed(long bot, String message, Instant now) {
        Entry old = entry(bot);
        put(bot, new Entry(old.confirmed(), old.webhook(), new Failure(now, message)));
    }

    private Entry entry(long bot) {
        return entries.getOrDefault(bot, Entry.EMPTY);
    }

    private void put(long bot, Entry entry) {
        log.note(PREFIX + bot, note(entry));
        entries.put(bot, entry);
    }

    private static Tl.Obj note(Entry entry) {
        Tl.Builder note = Tl.object().with("confirmed", entry.confirmed());
        Webhook webhook = entry.webhook();
        if (webhook != null) {
            note.with("url", webhook.url());
            String secret = webhook.secretToken();
            if (secret != null) {
                note.with("secret", secret);
            }
        }
        Failure failure = entry.failure();
        if (failure != null) {
            note.with("failed_at", failure.at().toEpochMilli()).with("failure", failure.message());
        }
        return note.build();
    }

    private static Entry entry(Tl.Obj note) {
        return new Entry(
                note.integer("confirmed").orElse(0L),
                note.text("url")
                        .map(url -> new Webhook(url, note.text("secret").orElse(null)))
                        .orElse(null),
                note.text("failure")
                        .map(why -> new Failure(
                                Instant.ofEpochMilli(note.integer("failed_at").orElse(0L)), why))
                        .orElse(null));
    }
}
