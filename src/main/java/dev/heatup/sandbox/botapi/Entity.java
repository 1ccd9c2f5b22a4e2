package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.util.Comparator;

/**
 * A part of a text that is more than text.
 *
 * @param offset in UTF-16 units
 * @param length in UTF-16 units
 * @param more the other fields, as the Bot API has them: {@code url}, {@code language}, {@code custom_emoji_id}, {@code
 *     unix_time} and {@code date_time_format}, or {@code user} with its {@code id} alone
 */
public record Entity(EntityType type, int offset, int length, Tl.Obj more) implements Comparable<Entity> {

    private static final Comparator<Entity> ORDER = Comparator.comparingInt(Entity::offset)
            .thenComparing(Comparator.comparingInt(Entity::length).reversed())
            .thenComparingInt(entity -> entity.type().rank());

    static final Tl.Obj NOTHING_MORE = Tl.object().build();

    Entity(EntityType type, int offset, int length) {
        this(type, offset, length, NOTHING_MORE);
    }

    /** What a block of code has more when it says in which language. */
    static Tl.Obj language(String language) {
        return language.isEmpty()
                ? NOTHING_MORE
                : Tl.object().with("language", language).build();
    }

    int end() {
        return offset + length;
    }

    Entity at(int newOffset, int newLength) {
        return new Entity(type, newOffset, newLength, more);
    }

    /** By place; what begins at the same place, the longer first. */
    @Override
    public int compareTo(Entity other) {
        return ORDER.compare(this, other);
    }

    /** {@code MessageEntity}. Of a {@code text_mention}'s user it has the {@code id} alone; the rest is the network's. */
    public Tl.Obj forBots() {
        Tl.Builder entity =
                Tl.object().with("offset", offset).with("length", length).with("type", type.botName());
        more.fields().forEach(entity::with);
        return entity.build();
    }

    /** Telegram's constructor. */
    public Tl.Obj forUsers() {
        Tl.Builder entity =
                Tl.constructor(type.constructor()).with("offset", offset).with("length", length);
        more.text("url").ifPresent(url -> entity.with("url", url));
        if (type == EntityType.PRE) {
            entity.with("language", more.text("language").orElse(""));
        }
        if (type == EntityType.EXPANDABLE_BLOCKQUOTE) {
            entity.with("collapsed", true);
        }
        more.text("custom_emoji_id").ifPresent(id -> entity.with("document_id", Long.parseLong(id)));
        more.integer("unix_time").ifPresent(time -> entity.with("date", time));
        more.get("user").flatMap(user -> ((Tl.Obj) user).integer("id")).ifPresent(id -> entity.with("user_id", id));
        return entity.build();
    }
}
