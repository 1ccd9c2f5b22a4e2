package dev.heatup.sandbox.world;

import dev.heatup.telegram.Tl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message holds. Entities are the Bot API's MessageEntity objects, offsets in UTF-16 units. */
public sealed interface Content {

    /** The text or caption that people read; empty for service messages. */
    String text();

    List<Tl.Obj> entities();

    record Text(String text, List<Tl.Obj> entities) implements Content {
        public Text {
            entities = List.copyOf(entities);
        }
    }

    /**
     * A photo or document. Only what it is called is kept, never its bytes.
     *
     * @param fileId names it in this world
     * @param size in bytes
     * @param album what it was sent together with; null when alone
     */
    record Media(
            Kind kind,
            String fileId,
            @Nullable String fileName,
            String mimeType,
            long size,
            String text,
            List<Tl.Obj> entities,
            @Nullable String album)
            implements Content {

        public Media {
            entities = List.copyOf(entities);
        }

        public enum Kind {
            PHOTO,
            DOCUMENT
        }

        /** Where the Bot API serves it. */
        public String path() {
            return switch (kind) {
                case PHOTO -> "photos/" + fileId + ".jpg";
                case DOCUMENT -> "documents/" + fileId;
            };
        }

        public Media captioned(String otherText, List<Tl.Obj> otherEntities) {
            return new Media(kind, fileId, fileName, mimeType, size, otherText, otherEntities, album);
        }

        /** @param other null for a file of its own */
        public Media within(@Nullable String other) {
            return new Media(kind, fileId, fileName, mimeType, size, text, entities, other);
        }
    }

    /** Somebody came in. */
    record Arrival(List<Actor> who) implements Service {
        public Arrival {
            who = List.copyOf(who);
        }
    }

    /** Somebody went, or was put out. */
    record Departure(Actor who) implements Service {}

    record Pin(int messageId) implements Service {}

    /** A forum has this topic from here on; the message's id names it. */
    record Topic(String name) implements Service {

        /** The first of <a href="https://core.telegram.org/bots/api#createforumtopic">those allowed</a>. */
        public static final int ICON_COLOR = 0x6FB9F0;
    }

    static Content text(String text) {
        return new Text(text, List.of());
    }

    /** What the network itself writes down in a chat. */
    sealed interface Service extends Content permits Arrival, Departure, Pin, Topic {
        @Override
        default String text() {
            return "";
        }

        @Override
        default List<Tl.Obj> entities() {
            return List.of();
        }
    }
}
