package dev.heatup.sandbox;

/** Telegram's names of the methods that the sandbox has. */
final class Method {

    static final String CONFIG = "help.getConfig";
    static final String RESOLVE = "contacts.resolveUsername";
    static final String JOIN = "channels.joinChannel";
    static final String LEAVE = "channels.leaveChannel";
    static final String READ = "channels.readHistory";
    static final String HISTORY = "messages.getHistory";
    static final String VIEWS = "messages.getMessagesViews";
    static final String DIALOGS = "messages.getDialogs";
    static final String SEND = "messages.sendMessage";

    private Method() {}
}
