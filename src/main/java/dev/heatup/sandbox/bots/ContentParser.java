package dev.heatup.sandbox.bots;

import dev.heatup.chance.SeededDraw;
import dev.heatup.sandbox.botapi.FormattedText;
import dev.heatup.sandbox.botapi.Formatting;
import dev.heatup.sandbox.botapi.UploadedFile;
import dev.heatup.sandbox.world.Content;
import dev.heatup.sandbox.world.Content.Media.Kind;
import dev.heatup.telegram.Call;
import dev.heatup.telegram.Tl;
import java.util.Optional;

/** Reads what a bot wants written: texts, captions, photos and documents. */
final class ContentParser {

    private static final int MAX_CAPTION = 1024;

    private ContentParser() {}

    /** @param tooLong what Telegram says of a text that is longer than any message */
    static Content.Text text(BotCallContext context, String tooLong) throws Refusal {
        FormattedText text = formatted(context.params(), "text", "entities");
        if (text.text().isEmpty()) {
            throw Refusal.badRequest("message text is empty");
        }
        if (text.text().length() > Call.SendMessage.MAX_TEXT) {
            throw Refusal.badRequest(tooLong);
        }
        return new Content.Text(text.text(), text.entitiesForBots());
    }

    /** @param of the call's parameters, or an item of an album */
    static FormattedText caption(Tl.Obj of) throws Refusal {
        FormattedText caption = formatted(of, "caption", "caption_entities");
        if (caption.text().length() > MAX_CAPTION) {
            throw Refusal.badRequest("message caption is too long");
        }
        return caption;
    }

    private static FormattedText formatted(Tl.Obj of, String text, String entities) throws Refusal {
        return BotCallContext.valid(Formatting.readCaption(
                of.text(text).orElse(""), of.text("parse_mode").orElse(""), of.list(entities)));
    }

    /**
     * An InputMedia.
     *
     * @param index how many files the call brings before it
     */
    static Content.Media media(BotCallContext context, Tl.Obj item, int index) throws Refusal {
        String type = item.text("type").orElse("");
        Kind kind = switch (type) {
            case "photo" -> Kind.PHOTO;
            case "document" -> Kind.DOCUMENT;
            default -> throw Refusal.badRequest("can't parse InputMedia: type \"" + type + "\" is unsupported");
        };
        return media(context, kind, item.text("media").orElse(""), index, caption(item));
    }

    /** @param file an id, an address or an upload */
    static Content.Media media(BotCallContext context, Kind kind, String file, int index, FormattedText caption)
            throws Refusal {
        Optional<Content.Media> known = context.state().file(file);
        if (known.isPresent()) {
            return sentBefore(known.get(), kind, caption);
        }
        boolean address = file.startsWith("http://") || file.startsWith("https://");
        UploadedFile uploadedFile = context.call()
                .upload(file)
                .orElse(address ? new UploadedFile(file.substring(file.lastIndexOf('/') + 1), "", 0) : null);
        if (uploadedFile == null) {
            throw Refusal.badRequest("wrong remote file identifier specified: Wrong character in the string");
        }
        long draw = SeededDraw.of(
                SeededDraw.of(context.state().world().seed(), "file"),
                context.state().fileCount() + index);
        String type = kind == Kind.PHOTO ? "image/jpeg" : "application/octet-stream";
        return new Content.Media(
                kind,
                "hu" + Long.toString(draw >>> 1, 36),
                uploadedFile.name().isEmpty() ? null : uploadedFile.name(),
                uploadedFile.mimeType().isEmpty() ? type : uploadedFile.mimeType(),
                uploadedFile.size(),
                caption.text(),
                caption.entitiesForBots(),
                null);
    }

    private static Content.Media sentBefore(Content.Media known, Kind kind, FormattedText caption) throws Refusal {
        if (known.kind() != kind) {
            throw Refusal.badRequest("can't use file of type " + name(known.kind()) + " as " + name(kind));
        }
        return known.captioned(caption.text(), caption.entitiesForBots()).within(null);
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case PHOTO -> "Photo";
            case DOCUMENT -> "Document";
        };
    }
}
