package dev.heatup.settings;

import java.net.URI;

/** How foreign text is shown in a message: one bounded line of printable characters. */
final class PrintableText {

    private static final int MAX_LENGTH = 80;

    private PrintableText() {}

    static String of(String text) {
        String clean = text.replaceAll("\\p{C}", "?");
        return clean.length() <= MAX_LENGTH ? clean : clean.substring(0, MAX_LENGTH) + "...";
    }

    /** Without user, password and query, where secrets are kept. */
    static String of(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return of(uri.getScheme() + "://" + uri.getHost() + port + (uri.getPath() == null ? "" : uri.getPath()));
    }
}
