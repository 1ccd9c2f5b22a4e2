package dev.heatup.sandbox.botapi;

/** What a part of a text can be. The order of a text's entities follows {@link #rank} where places don't decide. */
public enum EntityType {
    BLOCKQUOTE("blockquote", "messageEntityBlockquote", "BlockQuote", Kind.QUOTE, 0),
    EXPANDABLE_BLOCKQUOTE("expandable_blockquote", "messageEntityBlockquote", "ExpandableBlockQuote", Kind.QUOTE, 0),
    PRE("pre", "messageEntityPre", "Pre", Kind.VERBATIM, 11),
    CODE("code", "messageEntityCode", "Code", Kind.VERBATIM, 20),
    DATE_TIME("date_time", "messageEntityFormattedDate", "Date", Kind.VERBATIM, 30),
    TEXT_LINK("text_link", "messageEntityTextUrl", "TextUrl", Kind.WHOLE, 49),
    TEXT_MENTION("text_mention", "messageEntityMentionName", "MentionName", Kind.WHOLE, 49),
    MENTION("mention", "messageEntityMention", "Mention", Kind.WHOLE, 50),
    HASHTAG("hashtag", "messageEntityHashtag", "Hashtag", Kind.WHOLE, 50),
    CASHTAG("cashtag", "messageEntityCashtag", "Cashtag", Kind.WHOLE, 50),
    BOT_COMMAND("bot_command", "messageEntityBotCommand", "BotCommand", Kind.WHOLE, 50),
    URL("url", "messageEntityUrl", "Url", Kind.WHOLE, 50),
    EMAIL("email", "messageEntityEmail", "EmailAddress", Kind.WHOLE, 50),
    PHONE_NUMBER("phone_number", "messageEntityPhone", "PhoneNumber", Kind.WHOLE, 50),
    BANK_CARD_NUMBER("bank_card_number", "messageEntityBankCard", "BankCardNumber", Kind.WHOLE, 50),
    BOLD("bold", "messageEntityBold", "Bold", Kind.STYLE, 90),
    ITALIC("italic", "messageEntityItalic", "Italic", Kind.STYLE, 91),
    UNDERLINE("underline", "messageEntityUnderline", "Underline", Kind.STYLE, 92),
    STRIKETHROUGH("strikethrough", "messageEntityStrike", "Strikethrough", Kind.STYLE, 93),
    SPOILER("spoiler", "messageEntitySpoiler", "Spoiler", Kind.STYLE, 94),
    CUSTOM_EMOJI("custom_emoji", "messageEntityCustomEmoji", "CustomEmoji", Kind.WHOLE, 99);

    enum Kind {
        /** May be split and joined: of two that overlap, both stay, in pieces. */
        STYLE,
        /** May hold everything, but not another quote. */
        QUOTE,
        /** Holds nothing else. */
        VERBATIM,
        /** Can't overlap another of its kind. */
        WHOLE
    }

    private final String botName;
    private final String constructor;
    private final String errorName;
    private final Kind kind;
    private final int rank;

    EntityType(String botName, String constructor, String errorName, Kind kind, int rank) {
        this.botName = botName;
        this.constructor = constructor;
        this.errorName = errorName;
        this.kind = kind;
        this.rank = rank;
    }

    /** In the Bot API. */
    public String botName() {
        return botName;
    }

    /** On the user side. */
    public String constructor() {
        return constructor;
    }

    /** In the official server's errors. */
    String errorName() {
        return errorName;
    }

    Kind kind() {
        return kind;
    }

    int rank() {
        return rank;
    }

    /** Found in plain text rather than given; the official server leaves them aside when they are given. */
    boolean isFound() {
        return kind == Kind.WHOLE && rank == MENTION.rank;
    }
}
