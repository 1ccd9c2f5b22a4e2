package dev.heatup.sandbox.spec.yaml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Files that are made to cost whoever reads them. The same seed makes the same files. */
final class HostileFiles {

    private final Map<String, Function<Random, byte[]>> kinds = new LinkedHashMap<>();

    private final int size;

    private HostileFiles(int size) {
        this.size = size;
        bytes();
        structure();
        scalars();
        syntax();
        fields();
        numbers();
        corpora();
    }

    /**
     * By what is wrong with them.
     *
     * @param size of those that are as large as they may be, in bytes
     */
    static Map<String, Function<Random, byte[]>> kinds(int size) {
        return new HostileFiles(size).kinds;
    }

    private void bytes() {
        add("nothing", random -> new byte[0]);
        add("any bytes", random -> random(random, 1 + random.nextInt(size)));
        add("any ASCII", random -> ascii(random, size));
        add("NULs", random -> new byte[size]);
        add(
                "invalid UTF-8 at the end",
                random -> joined(text("name: a\n#" + "x".repeat(size - 20) + "\n"), new byte[] {(byte) 0xC3, 0x28}));
        add("overlong UTF-8", random -> joined(text("name: "), new byte[] {(byte) 0xC0, (byte) 0x80}));
        add("half of a character", random -> joined(text("name: "), new byte[] {(byte) 0xF0, (byte) 0x9F}));
        add("UTF-16", random -> "name: a\n".repeat(1 + random.nextInt(9)).getBytes(StandardCharsets.UTF_16));
        add("UTF-32", random -> "name: a\n".getBytes(StandardCharsets.UTF_32));
        text("a byte order mark alone", random -> "\uFEFF");
        text("byte order marks", random -> "\uFEFF".repeat(size / 3));
        text("spaces", random -> " ".repeat(size));
        text("line breaks", random -> "\n".repeat(size));
        text("carriage returns", random -> "\r".repeat(size));
        text("tabs", random -> "\t".repeat(size));
        text("a control character far down", random -> "name: a\n" + "#\n".repeat(size / 2 - 100) + "\u0007");
        text("one byte too many", random -> "x".repeat(WorldFiles.MAX_BYTES + 1));
    }

    private void structure() {
        text("a million items", random -> "channels:\n" + lines("- a\n"));
        text("a million empty items", random -> "pools:\n" + lines("-\n"));
        text("a million items in a row", random -> "pools: [" + repeated("a,") + "]");
        text("a million empty lists", random -> "pools: [" + repeated("[],") + "]");
        text("a million empty groups of fields", random -> "channels: [" + repeated("{},") + "]");
        text("other names", random -> lines(i -> "k" + i + ": 1\n"));
        text("nearly right names", random -> lines(i -> "channel" + i % 1000 + i / 1000 + ": 1\n"));
        text("long names", random -> lines(i -> "n".repeat(120) + i + ": 1\n"));
        text("the same name", random -> lines("name: a\n"));
        text("nameless fields", random -> lines(": a\n"));
        text("names that are lists", random -> "{" + repeated("? [a] : b, ") + "}");
        text("names that ask", random -> lines("? a\n"));
        text("names within names", random -> "? ".repeat(size / 2));
        text("deep lists", random -> "[".repeat(size));
        text("deep lists that end", random -> "a: " + "[".repeat(size / 2) + "]".repeat(size / 2 - 10));
        text("deep groups of fields", random -> "{".repeat(size));
        text("deep groups of named fields", random -> repeated("{a: "));
        text("deep dashes", random -> repeated("- "));
        text("deep stairs", random -> {
            StringBuilder stairs = new StringBuilder();
            for (int i = 0; stairs.length() + i + 4 < size; i++) {
                stairs.append(" ".repeat(i)).append("a:\n");
            }
            return stairs.toString();
        });
        text("lists and fields in turn", random -> repeated("[{a: "));
        text("closing brackets", random -> "]".repeat(size));
        text("commas", random -> "[" + ",".repeat(size - 2) + "]");
        text("documents", random -> lines("---\n"));
        text("ends of documents", random -> lines("...\n"));
        text("documents with names", random -> lines("---\nname: a\n"));
    }

    private void scalars() {
        text("a long plain text", random -> "name: " + "x".repeat(size - 6));
        text("a long text alone", random -> "x".repeat(size));
        text("a long text of words", random -> "name: " + repeated("ab "));
        text("a long text on many lines", random -> "name:\n" + lines("  ab\n"));
        text("a long quoted text", random -> "name: \"" + "x".repeat(size - 8) + "\"");
        text("a long text in single quotes", random -> "name: '" + "x".repeat(size - 8) + "'");
        text("doubled quotes", random -> "name: '" + repeated("''") + "'");
        text("escapes", random -> "name: \"" + repeated("\\n") + "\"");
        text("escapes of characters", random -> "name: \"" + repeated("\\u0041") + "\"");
        text("escapes of half characters", random -> "name: \"" + repeated("\\ud800") + "\"");
        text("a quote that never ends", random -> "name: \"" + repeated("ab\n"));
        text("a long line in a block", random -> "name: |\n  " + "x".repeat(size - 20));
        text("many lines in a block", random -> "name: |\n" + lines("  x\n"));
        text("a folded block", random -> "name: >\n" + lines("  x\n"));
        text("an empty block", random -> "name: |\n" + "\n".repeat(size - 20));
        text("a block that is indented", random -> "name: |\n" + " ".repeat(size - 20) + "x");
        text("a long name", random -> "? " + "x".repeat(size - 20) + "\n: 1\n");
        text("a long name in a list", random -> "pools: {" + "x".repeat(size - 20) + "}");
        text("wide characters", random -> "name: " + "👍".repeat(size / 4 - 2));
        text(
                "long languages",
                random -> "name: a\npopulation: {size: 1, languages: {? " + "x".repeat(size - 100) + " : 0.5}}");
    }

    private void syntax() {
        text("a comment", random -> "#".repeat(size));
        text("comments", random -> lines("#\n"));
        text("comments after a value", random -> "name: a" + lines(" #x\n"));
        text("billion laughs", random -> """
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
                e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
                """);
        text("anchors", random -> "pools:\n" + lines(i -> "- &a" + i + " x\n"));
        text("aliases", random -> "pools:\n- &a x\n" + lines("- *a\n"));
        text("an anchor in itself", random -> "&a [*a, *a]");
        text("aliases of nothing", random -> "pools: [" + repeated("*a,") + "]");
        text("a long anchor", random -> "name: &" + "a".repeat(size - 20) + " x");
        text("merges", random -> "a: &a {b: c}\n" + lines("<<: *a\n"));
        text("merges of nothing", random -> lines("<<: {}\n"));
        text("tags", random -> "pools:\n" + lines("- !t x\n"));
        text("a long tag", random -> "name: !" + "t".repeat(size - 20) + " x");
        text("a tag with escapes", random -> "name: !<" + repeated("%41") + "> x");
        text("a tag that makes an object", random -> "name: !!javax.script.ScriptEngineManager [x]");
        text("directives", random -> lines(i -> "%TAG !a" + i + "! b\n"));
        text("unknown directives", random -> lines("%A b\n"));
        text("a long directive", random -> "%" + "A".repeat(size - 20));
        text("a huge version", random -> "%YAML " + "9".repeat(size - 20) + ".1\n---\nname: a");
        text("JSON", random -> "{\"channels\":[" + repeated("{\"a\":1},") + "]}");
        text("JSON of numbers", random -> "{\"pools\":[" + repeated("1,") + "]}");
    }

    private void fields() {
        text("channels without fields", random -> "name: a\nchannels:\n" + lines("- {}\n"));
        text("channels with other fields", random -> "name: a\nchannels:\n" + lines("- {usrename: a}\n"));
        text(
                "right channels",
                random -> "name: a\nchannels:\n" + lines(i -> "- {username: hu_" + i + ", title: a, topic: b}\n"));
        text(
                "the same channel",
                random -> "name: a\nchannels:\n" + lines("- {username: hu_same, title: a, topic: b}\n"));
        text("the same bot", random -> "name: a\nbots:\n" + lines("- {username: hu_a_bot, id: 7}\n"));
        text(
                "bots that are nowhere",
                random -> "name: a\nbots:\n- username: hu_a_bot\n  chats:\n"
                        + lines(i -> "  - {chat: hu_no_" + i + "}\n"));
        text(
                "rights that are none",
                random -> "name: a\nbots:\n- username: hu_a_bot\n  chats:\n  - chat: hu_a\n    rights: ["
                        + repeated("mange_chat,") + "]");
        text("pools that are none", random -> "name: a\npools: [" + repeated("a b,") + "]");
        text(
                "reactions",
                random -> "name: a\nchannels:\n- {username: hu_aa, title: a, topic: b, reactions: [" + repeated("x,")
                        + "]}");
        text(
                "topics",
                random ->
                        "name: a\ngroups:\n- {username: hu_aa, title: a, topic: b, topics: [" + repeated("x,") + "]}");
        text(
                "permissions",
                random -> "name: a\ngroups:\n- username: hu_aa\n  title: a\n  topic: b\n  permissions:\n"
                        + lines(i -> "    send_" + i + ": true\n"));
        text(
                "languages",
                random -> "name: a\npopulation:\n  size: 1\n  languages:\n" + lines(i -> "    l" + i + ": 0.5\n"));
        text("hours", random -> "name: a\npopulation: {size: 1, activity: [" + repeated("-1,") + "]}");
        text("faults", random -> "name: a\nfaults:\n" + lines("- {method: \"*\", drop: true}\n"));
        text("faults without an end", random -> "name: a\nfaults:\n" + lines("- {method: a b, shrae: 2}\n"));
        text(
                "raids",
                random -> "name: a\ngroups: [{username: hu_aa, title: a, topic: b}]\npopulation: {size: 9}\n"
                        + "moderation:\n- chat: hu_aa\n  messages_per_hour: 1\n  raids:\n"
                        + lines("  - {at: 1m, accounts: 1, messages: 1, for: 1s}\n"));
    }

    private void numbers() {
        for (String number : new String[] {
            "1e999999999",
            "-1e999999999",
            ".inf",
            "-.inf",
            ".nan",
            "9".repeat(size - 100),
            "0x7fffffff",
            "1_000",
            "1:59:59",
            "1000000000000000000",
            "-1",
            "2026-03-02",
            "99999999999h",
            "1.5",
            "true",
            "null",
            "'7'",
            "[1]",
            "{a: 1}"
        }) {
            String shown = number.length() > 30 ? "a long number" : number;
            text(shown + " people", random -> "name: a\npopulation: {size: " + number + "}");
            text(shown + " in every number", random -> """
                    name: a
                    seed: NUMBER.
                    starts: NUMBER
                    population: {size: 5, visits_per_day: NUMBER., utc_offset_hours: NUMBER.}
                    channels: [{username: hu_aaa, title: a, topic: b, posts_per_day: NUMBER., audience: NUMBER.}]
                    groups: [{username: hu_bbb, title: a, topic: b, members: NUMBER., slow_mode_seconds: NUMBER.}]
                    moderation: [{chat: hu_bbb, messages_per_hour: NUMBER., raids: [{at: NUMBER, accounts: NUMBER.}]}]
                    faults: [{method: a, share: NUMBER., from: NUMBER, until: NUMBER, delay: NUMBER}]
                    """.replace(
                            "NUMBER.", number.length() > 30 ? "9".repeat(400) : number)
                    .replace("NUMBER", number.length() > 30 ? "9".repeat(400) + "h" : number));
        }
        text("a time that never was", random -> "name: a\nstarts: 2026-02-30T25:61:61Z");
        text("a time far away", random -> "name: a\nstarts: +999999999-12-31T23:59:59Z");
        text("a time in small parts", random -> "name: a\nstarts: 2026-03-02T09:00:00." + "9".repeat(size - 100) + "Z");
    }

    private void corpora() {
        corpus("rows without end", lines("    a,spam,easy,en\n"));
        corpus(
                "rows in many languages",
                lines(i -> i % 200 == 0
                        ? "    a,spam,,%c%c\n".formatted('a' + i / 200 % 26, 'a' + i / 5200 % 26)
                        : "    a message,spam,,\n"));
        corpus("labels that are none", lines("    a,spma,easy,en\n"));
        corpus("a row without end", "    " + "x".repeat(size - 200) + "\n");
        corpus("a quote without end", "    \"" + repeated("x ") + "\n");
        corpus("commas", "    " + ",".repeat(size - 200) + "\n");
        corpus("dots in hosts", lines("    www." + ".".repeat(4000) + "a.test,spam,easy,en\n"));
        corpus("links of dots", lines("    " + "a.".repeat(2000) + "a,spam,easy,en\n"));
        corpus("links of dashes", lines("    " + "a-".repeat(2000) + "a,spam,easy,en\n"));
        corpus("links of colons", lines("    " + "http:".repeat(800) + "a,spam,easy,en\n"));
        corpus("links of slashes", lines("    " + "ab://".repeat(800) + "a.test,spam,easy,en\n"));
        corpus("links of one user", lines("    www." + "x".repeat(4000) + "@a.test,spam,easy,en\n"));
        corpus("links of many", lines("    " + "www.a.test:".repeat(350) + ",spam,easy,en\n"));
        corpus("links of many users", lines("    " + "www.a.test:@".repeat(300) + ",spam,easy,en\n"));
    }

    private void corpus(String what, String rows) {
        text("corpus: " + what, random -> """
                name: a
                population: {size: 10}
                groups: [{username: hu_bbb, title: a, topic: b, members: 1}]
                moderation:
                - chat: hu_bbb
                  messages_per_hour: 60
                  corpus: |
                    text,label,difficulty,language
                """ + rows);
    }

    private void text(String what, Function<Random, String> file) {
        add(what, random -> text(file.apply(random)));
    }

    private void add(String what, Function<Random, byte[]> file) {
        if (kinds.put(what, file) != null) {
            throw new IllegalArgumentException(what + " is there twice");
        }
    }

    private String repeated(String part) {
        return part.repeat((size - 200) / part.length());
    }

    private String lines(String line) {
        return repeated(line);
    }

    private String lines(IntFunction<String> line) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; lines.length() < size - 300; i++) {
            lines.append(line.apply(i));
        }
        return lines.toString();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] ascii(Random random, int length) {
        byte[] bytes = random(random, length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (' ' + (bytes[i] & 0xFF) % 95);
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
