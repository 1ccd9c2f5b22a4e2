package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Texts as bots and people write them: HTML, MarkdownV2 and Markdown, entities that are given, and those that Telegram
 * finds by itself. Errors are the official server's, with its places in the text. Stateless.
 */
public final class Formatting {

    /** The official server's bound before it parses anything; how long a message may be is the network's matter. */
    private static final int MAX_BYTES = 1 << 15;

    private static final int MAX_PLACE = 1_000_000;

    private Formatting() {}

    /**
     * A bot's text.
     *
     * @param parseMode in any case; empty or {@code none} for plain text
     * @param entities of {@code entities} or {@code caption_entities}; a parse mode makes them void
     * @return for a text of nothing but space, the error {@code text must be non-empty}
     */
    public static ParseResult<FormattedText> read(String text, String parseMode, List<? extends Tl> entities) {
        return Rejected.check(() -> {
            FormattedText result = readOrEmpty(text, parseMode, entities);
            if (result.text().isEmpty()) {
                throw new Rejected("Text must be non-empty");
            }
            return result;
        });
    }

    /** As {@link #read}, but may come to nothing: a caption. */
    public static ParseResult<FormattedText> readCaption(String text, String parseMode, List<? extends Tl> entities) {
        return Rejected.check(() -> readOrEmpty(text, parseMode, entities));
    }

    /** What a person writes without any markup; may come to nothing. */
    public static FormattedText plain(String text) {
        String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return switch (readCaption(wellFormed, "", List.of())) {
            case ParseResult.Valid<FormattedText>(FormattedText read) -> read;
            case ParseResult.Invalid<FormattedText> _ -> new FormattedText("", List.of());
        };
    }

    private static FormattedText readOrEmpty(String text, String parseMode, List<? extends Tl> entities)
            throws Rejected {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new Rejected("Text is too long");
        }
        String mode = parseMode.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || mode.isEmpty() || mode.equals("none")) {
            return finished(text, given(entities));
        }
        FormattedText parsed = parsed(text, mode);
        return finished(parsed.text(), parsed.entities());
    }

    private static FormattedText parsed(String text, String mode) throws Rejected {
        return switch (mode) {
            case "html" -> Rejected.within("Can't parse entities: ", () -> Html.parse(text));
            case "markdown" -> Rejected.within("Can't parse entities: ", () -> Markdown.parse(text));
            case "markdownv2" -> Rejected.within("Can't parse entities: ", () -> MarkdownV2.parse(text));
            default -> throw new Rejected("Unsupported parse_mode");
        };
    }

    private static FormattedText finished(String text, List<Entity> entities) throws Rejected {
        FormattedText clean = CleanText.of(text, EntityNormalizer.resolved(entities));
        return new FormattedText(
                clean.text(),
                EntityNormalizer.merged(EntityNormalizer.resolved(clean.entities()), FoundEntities.in(clean.text())));
    }

    private static List<Entity> given(List<? extends Tl> written) throws Rejected {
        List<Entity> entities = new ArrayList<>();
        for (Tl entity : written) {
            Entity read = Rejected.within("Can't parse MessageEntity: ", () -> given(entity));
            if (!read.type().isFound()) {
                checkBounds(read);
                entities.add(withCheckedLink(read));
            }
        }
        entities.removeIf(entity -> entity.length() == 0);
        return entities;
    }

    private static Entity withCheckedLink(Entity entity) throws Rejected {
        if (entity.type() != EntityType.TEXT_LINK) {
            return entity;
        }
        String url = entity.more().text("url").orElse("");
        String checked = LinkTargets.checked(url)
                .orElseThrow(() -> new Rejected("Entity URL '" + url + "' is invalid: Wrong HTTP URL"));
        return new Entity(
                entity.type(),
                entity.offset(),
                entity.length(),
                Tl.object().with("url", checked).build());
    }

    private static void checkBounds(Entity entity) throws Rejected {
        if (entity.offset() < 0 || entity.offset() > MAX_PLACE) {
            throw new Rejected("Receive an entity with incorrect offset " + entity.offset());
        }
        if (entity.length() < 0 || entity.length() > MAX_PLACE) {
            throw new Rejected("Receive an entity with incorrect length " + entity.length());
        }
    }

    private static Entity given(Tl written) throws Rejected {
        if (!(written instanceof Tl.Obj object)) {
            throw new Rejected("expected an Object");
        }
        JsonFields jsonFields = new JsonFields(object);
        int offset = jsonFields.number("offset");
        int length = jsonFields.number("length");
        String name = jsonFields.text("type");
        EntityType type = Stream.of(EntityType.values())
                .filter(known -> known.botName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Rejected("Unsupported type specified"));
        return new Entity(type, offset, length, more(type, jsonFields));
    }

    private static Tl.Obj more(EntityType type, JsonFields jsonFields) throws Rejected {
        return switch (type) {
            case PRE -> Entity.language(jsonFields.textOr("language", ""));
            case TEXT_LINK -> Tl.object().with("url", jsonFields.text("url")).build();
            case TEXT_MENTION ->
                Tl.object()
                        .with(
                                "user",
                                Tl.object()
                                        .with("id", jsonFields.object("user").longNumber("id"))
                                        .build())
                        .build();
            case CUSTOM_EMOJI ->
                LinkTargets.customEmoji(jsonFields.text("custom_emoji_id")).more();
            case DATE_TIME ->
                LinkTargets.date(jsonFields.longNumber("unix_time"), jsonFields.textOr("date_time_format", ""))
                        .more();
            default -> Entity.NOTHING_MORE;
        };
    }
}
