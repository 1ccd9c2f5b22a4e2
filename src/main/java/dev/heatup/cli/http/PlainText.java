package dev.heatup.cli.http;

/** Foreign text made fit for a terminal: one bounded line without control, bidirectional or invisible characters. */
public final class PlainText {

    private static final String UNPRINTABLE = "[\\p{C}\\p{Zl}\\p{Zp}]";

    private PlainText() {}

    public static String of(String text, int mostCharacters) {
        // Cut first: the text may be huge. A surrogate cut in half is unprintable, and replaced as such.
        boolean cut = text.length() > mostCharacters;
        String clean = (cut ? text.substring(0, mostCharacters) : text).replaceAll(UNPRINTABLE, "?");
        return cut ? clean + "..." : clean;
    }

    /** Pretty JSON for a terminal: what is unprintable becomes JSON's own escapes, so the document stays the same. */
    static String escaped(String json) {
        StringBuilder out = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            String one = Character.toString(c);
            if (c == '\n' || !one.matches(UNPRINTABLE)) {
                out.append(one);
            } else {
                one.chars().forEach(unit -> out.append(String.format("\\u%04x", unit)));
            }
        });
        return out.toString();
    }
}
