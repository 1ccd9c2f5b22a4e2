package dev.heatup.sandbox.fuzz;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What earlier answers and updates of one world told: chats, people, messages, files, buttons. */
final class KnownIds {

    private static final int MAX_KNOWN = 400;

    /**
     * A message.
     *
     * @param author 0 for none
     * @param bot that was told of it, or sent it
     */
    record Ref(long chat, long id, long author, Kind kind, long bot) {

        boolean isOwn() {
            return author == bot;
        }
    }

    enum Kind {
        TEXT,
        PHOTO,
        DOCUMENT,
        SERVICE
    }

    /** @param data of a callback button */
    record Button(long chat, long message, long bot, String data) {}

    record Query(String id, long bot) {}

    record Request(long chat, long user, long bot) {}

    final List<Ref> messages = new ArrayList<>();
    final List<Button> buttons = new ArrayList<>();
    final List<Query> queries = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    final List<String> links = new ArrayList<>();
    final List<Long> users = new ArrayList<>();
    final Map<Long, String> botNames = new LinkedHashMap<>();

    /** By id; empty for a private chat or group without a username. */
    final Map<Long, String> chats = new LinkedHashMap<>();

    /** The accounts of people by their user ids. */
    final Map<Long, String> accounts = new LinkedHashMap<>();

    final Map<Long, Long> lastUpdates = new HashMap<>();

    /** How many pressed buttons bots were told of. */
    int queriesTold;

    /** The latest date that anything had. */
    long date = 1;

    Optional<Ref> message(SeededRandom seededRandom, Predicate<Ref> wanted) {
        List<Ref> all = messages.stream().filter(wanted).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(seededRandom.of(all));
    }

    Optional<String> username(long chat) {
        return Optional.ofNullable(chats.get(chat)).filter(name -> !name.isEmpty());
    }

    /** Takes in what a bot was told. */
    void learn(Tl told, long bot) {
        switch (told) {
            case Tl.Items(List<Tl> items) -> items.forEach(item -> learn(item, bot));
            case Tl.Obj object -> {
                learnObject(object, bot);
                object.fields().values().forEach(value -> learn(value, bot));
            }
            case Tl.Text(String text) -> {
                if (text.startsWith("https://t.me/+")) {
                    keep(links, text);
                }
            }
            case Tl.Int _, Tl.Decimal _, Tl.Bool _, Tl.Null _ -> {}
        }
    }

    private void learnObject(Tl.Obj object, long bot) {
        object.integer("date").ifPresent(at -> date = Math.max(date, at));
        object.text("file_id").ifPresent(id -> keep(files, id));
        if (object.get("is_bot").isPresent()) {
            long id = object.integer("id").orElse(0L);
            if (object.bool("is_bot").orElse(false)) {
                object.text("username").ifPresent(name -> botNames.put(id, name));
            } else {
                keep(users, id);
            }
        } else if (object.text("type")
                .filter(List.of("supergroup", "channel", "private")::contains)
                .isPresent()) {
            object.integer("id")
                    .ifPresent(id -> chats.put(
                            id, object.text("username").filter(name -> id < 0).orElse("")));
        }
        Optional<Long> chat = child(object, "chat").flatMap(of -> of.integer("id"));
        Optional<Long> message = object.integer("message_id");
        if (chat.isPresent() && message.isPresent()) {
            learnMessage(object, chat.get(), message.get(), bot);
        }
        if (object.get("chat_instance").isPresent()) {
            object.text("id").ifPresent(id -> {
                keep(queries, new Query(id, bot));
                queriesTold++;
            });
        }
        if (object.get("user_chat_id").isPresent() && chat.isPresent()) {
            object.integer("user_chat_id").ifPresent(user -> keep(requests, new Request(chat.get(), user, bot)));
        }
    }

    private void learnMessage(Tl.Obj message, long chat, long id, long bot) {
        if (message.integer("date").orElse(0L) == 0) {
            return;
        }
        long author = child(message, "from").flatMap(from -> from.integer("id")).orElse(0L);
        Ref ref = new Ref(chat, id, author, kind(message), bot);
        if (!messages.contains(ref)) {
            keep(messages, ref);
        }
        child(message, "reply_markup")
                .ifPresent(markup -> markup.list("inline_keyboard").stream()
                        .flatMap(row -> ((Tl.Items) row).items().stream())
                        .flatMap(button -> ((Tl.Obj) button).text("callback_data").stream())
                        .forEach(data -> keep(buttons, new Button(chat, id, author == 0 ? bot : author, data))));
    }

    private static Kind kind(Tl.Obj message) {
        if (message.get("text").isPresent()) {
            return Kind.TEXT;
        }
        return message.get("photo").isPresent()
                ? Kind.PHOTO
                : message.get("document").isPresent() ? Kind.DOCUMENT : Kind.SERVICE;
    }

    private static Optional<Tl.Obj> child(Tl.Obj of, String field) {
        return of.get(field).flatMap(value -> value instanceof Tl.Obj object ? Optional.of(object) : Optional.empty());
    }

    private static <T> void keep(List<T> all, @Nullable T one) {
        if (one != null && !all.contains(one)) {
            all.add(one);
            if (all.size() > MAX_KNOWN) {
                all.removeFirst();
            }
        }
    }
}
