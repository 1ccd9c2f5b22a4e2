package dev.heatup.sandbox.user;

/** Telegram's names of the methods that the sandbox has. */
public final class TelegramMethod {

    public static final String CONFIG = "help.getConfig";
    public static final String RESOLVE = "contacts.resolveUsername";
    public static final String BLOCK = "contacts.block";
    public static final String UNBLOCK = "contacts.unblock";
    public static final String JOIN = "channels.joinChannel";
    public static final String LEAVE = "channels.leaveChannel";
    public static final String READ = "channels.readHistory";
    public static final String FULL_CHANNEL = "channels.getFullChannel";
    public static final String IMPORT_INVITE = "messages.importChatInvite";
    public static final String READ_DIRECT = "messages.readHistory";
    public static final String HISTORY = "messages.getHistory";
    public static final String VIEWS = "messages.getMessagesViews";
    public static final String DIALOGS = "messages.getDialogs";
    public static final String SEND = "messages.sendMessage";
    public static final String EDIT = "messages.editMessage";
    public static final String REACT = "messages.sendReaction";
    public static final String START_BOT = "messages.startBot";
    public static final String PRESS = "messages.getBotCallbackAnswer";

    private TelegramMethod() {}
}
