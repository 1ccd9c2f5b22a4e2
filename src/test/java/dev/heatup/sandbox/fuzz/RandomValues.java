package dev.heatup.sandbox.fuzz;

import dev.heatup.telegram.Tl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Values of the types that the Bot API declares, and of none. */
final class RandomValues {

    private static final int MAX_DEPTH = 4;

    private static final List<String> WORDS = List.of(
            "hello",
            "привет",
            "buy now",
            "/start",
            "/help@hu_warden_bot",
            "@hu_open_talk",
            "#topic",
            "$USD",
            "https://shop.example/a?b=c",
            "mail@shop.example",
            "+7 495 123-45-67",
            "👩‍👩‍👧‍👦",
            "a\nb",
            "\u202Eabc",
            "…");

    /** What no field expects, or only some. */
    private static final List<Tl> ODD = List.of(
            Tl.of(""),
            Tl.of(" "),
            Tl.of("\u0000"),
            Tl.of("\uD83D"),
            Tl.of("x".repeat(5000)),
            Tl.of("null"),
            Tl.of("[]"),
            Tl.of("{}"),
            Tl.of("[[[[[[[[[[[[[[[[[[[["),
            Tl.of("-1"),
            Tl.of("0x10"),
            Tl.of("1e5"),
            Tl.of("99999999999999999999"),
            Tl.of("@"),
            Tl.of("@nobody_of_that_name"),
            Tl.of("../../etc/passwd"),
            Tl.of("true"),
            Tl.of(0),
            Tl.of(-1),
            Tl.of(1),
            Tl.of(Integer.MAX_VALUE),
            Tl.of(Integer.MIN_VALUE),
            Tl.of(Long.MAX_VALUE),
            Tl.of(999_999_999_999_999_999L),
            Tl.of(Long.MIN_VALUE),
            Tl.of(-1_000_000_000_000L),
            new Tl.Decimal(1.5),
            new Tl.Decimal(-1e300),
            Tl.of(true),
            Tl.of(false),
            new Tl.Null(),
            Tl.of(List.of()),
            Tl.of(List.of(new Tl.Null())),
            Tl.of(List.of(Tl.of(1), Tl.of("a"), Tl.object().build())),
            Tl.of(List.of(Tl.of(List.of(Tl.of(List.of()))))),
            Tl.object().build(),
            Tl.object().with("type", "emoji").build(),
            Tl.object().with("inline_keyboard", List.of(Tl.of(1))).build());

    private final BotApiDocument document;
    private final SeededRandom seededRandom;

    RandomValues(BotApiDocument document, SeededRandom seededRandom) {
        this.document = document;
        this.seededRandom = seededRandom;
    }

    Tl odd() {
        return seededRandom.of(ODD);
    }

    /** The same but for one part, somewhere inside. */
    Tl spoilt(Tl value) {
        return switch (value) {
            case Tl.Obj object
            when !object.fields().isEmpty() && seededRandom.chance(0.9) -> {
                SequencedMap<String, Tl> fields = new LinkedHashMap<>(object.fields());
                String name = seededRandom.of(List.copyOf(fields.keySet()));
                if (seededRandom.chance(0.2)) {
                    fields.remove(name);
                } else {
                    fields.put(name, spoilt(object.fields().get(name)));
                }
                yield new Tl.Obj(fields);
            }
            case Tl.Items(List<Tl> items)
            when !items.isEmpty() && seededRandom.chance(0.9) -> {
                List<Tl> others = new ArrayList<>(items);
                int index = seededRandom.between(0, items.size() - 1);
                others.set(index, spoilt(items.get(index)));
                yield Tl.of(others);
            }
            case Tl.Text(String text)
            when seededRandom.chance(0.3) ->
                Tl.of(text + seededRandom.of("\u0000", "<", "</b>", "*", "\uDC4D", "[", "x".repeat(4096)));
            case Tl _ -> odd();
        };
    }

    String words() {
        StringBuilder text = new StringBuilder(seededRandom.of(WORDS));
        for (int i = seededRandom.between(0, 4); i > 0; i--) {
            text.append(' ').append(seededRandom.of(WORDS));
        }
        return text.toString();
    }

    /** Of one of these types, as far as the document tells. */
    Tl of(String field, List<String> types) {
        return of(field, seededRandom.of(types), 0);
    }

    private Tl of(String field, String type, int depth) {
        if (type.startsWith("Array of ")) {
            List<Tl> items = new ArrayList<>();
            for (int i = seededRandom.between(0, depth > MAX_DEPTH ? 0 : 3); i > 0; i--) {
                items.add(of(field, type.substring("Array of ".length()), depth + 1));
            }
            return Tl.of(items);
        }
        return switch (type) {
            case "Integer" -> Tl.of(seededRandom.chance(0.8) ? seededRandom.between(0, 100) : seededRandom.number());
            case "Float" -> new Tl.Decimal(seededRandom.between(-900, 900) / 10.0);
            case "Boolean" -> Tl.of(seededRandom.chance(0.5));
            case "String" ->
                Tl.of(field.equals("type") ? seededRandom.of("bold", "url", "emoji", "photo", "text_link") : words());
            case "InputFile" -> Tl.of("https://pictures.example/" + seededRandom.between(1, 9) + ".jpg");
            default -> object(type, depth);
        };
    }

    private Tl object(String type, int depth) {
        List<String> subtypes = document.subtypes(type);
        if (!subtypes.isEmpty()) {
            return of("", seededRandom.of(subtypes), depth + 1);
        }
        Tl.Builder object = Tl.object();
        for (BotApiDocument.Field field : document.fieldsOfType(type)) {
            if (field.required() || (depth < MAX_DEPTH && seededRandom.chance(0.3))) {
                object.with(field.name(), of(field.name(), seededRandom.of(field.types()), depth + 1));
            }
        }
        document.constants(type).fields().forEach(object::with);
        return object.build();
    }

    /** The fields of a text that is formatted in one of the ways that there are. */
    void text(Tl.Builder params, String field, long user) {
        String mode = field.equals("text") ? "parse_mode" : field.replace("caption", "parse_mode");
        String entities = field.equals("text") ? "entities" : "caption_entities";
        switch (seededRandom.between(0, 6)) {
            case 0 ->
                params.with(mode, seededRandom.of("HTML", "html"))
                        .with(
                                field,
                                "<b>bold <i>both</i></b> <a href=\"tg://user?id=" + user + "\">somebody</a> "
                                        + "<a href=\"https://shop.example/\">link</a> <code>x</code>"
                                        + "<pre><code class=\"language-java\">y</code></pre>"
                                        + "<blockquote expandable>q</blockquote><tg-spoiler>s</tg-spoiler>"
                                        + "<tg-emoji emoji-id=\"5368324170671202286\">👍</tg-emoji>");
            case 1 ->
                params.with(mode, "MarkdownV2")
                        .with(
                                field,
                                "*bold* _it_ __under__ ~gone~ ||s|| [you](tg://user?id=" + user
                                        + ") `x` ![👍](tg://emoji?id=5368324170671202286)\n>quote");
            case 2 -> params.with(mode, "Markdown").with(field, "*bold* [you](tg://user?id=" + user + ") `x`");
            case 3 ->
                params.with(field, "some text of twenty letters")
                        .with(
                                entities,
                                List.of(
                                        entity("bold", 0, 4).build(),
                                        entity("text_link", 5, 4)
                                                .with("url", "https://shop.example")
                                                .build(),
                                        entity("text_mention", 10, 2)
                                                .with(
                                                        "user",
                                                        Tl.object()
                                                                .with("id", user)
                                                                .with("is_bot", false)
                                                                .with("first_name", "X")
                                                                .build())
                                                .build(),
                                        entity("pre", 13, 6)
                                                .with("language", "java")
                                                .build(),
                                        entity("custom_emoji", 20, 2)
                                                .with("custom_emoji_id", "5368324170671202286")
                                                .build()));
            default -> params.with(field, words());
        }
    }

    private static Tl.Builder entity(String type, int offset, int length) {
        return Tl.object().with("type", type).with("offset", offset).with("length", length);
    }

    Tl keyboard(boolean inlineOnly) {
        int kind = inlineOnly ? seededRandom.between(0, 2) : seededRandom.between(0, 5);
        return switch (kind) {
            case 0, 1, 2 -> {
                List<Tl> rows = new ArrayList<>();
                for (int i = seededRandom.between(1, 3); i > 0; i--) {
                    rows.add(Tl.of(List.of(
                            button().with("callback_data", "go/" + i).build(),
                            button().with("url", "https://shop.example/").build())));
                }
                yield Tl.object().with("inline_keyboard", rows).build();
            }
            case 3 ->
                Tl.object()
                        .with("keyboard", List.of(Tl.of(List.of(Tl.of("Yes"), button().build()))))
                        .with("resize_keyboard", true)
                        .build();
            case 4 -> Tl.object().with("remove_keyboard", true).build();
            default -> Tl.object().with("force_reply", true).build();
        };
    }

    private Tl.Builder button() {
        return Tl.object().with("text", seededRandom.of("Go", "Да", "👍", "OK"));
    }
}
