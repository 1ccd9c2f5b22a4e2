package dev.heatup.sandbox.botapi;

import dev.heatup.telegram.Tl;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A marked-up text while a parser goes through it. Places in it are bytes of its UTF-8, as in the official server's
 * errors; places in what comes out are UTF-16 units. For one text.
 */
final class MarkupReader {

    private final byte[] bytes;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private final List<Entity> entities = new ArrayList<>();
    private int units;

    MarkupReader(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return bytes.length;
    }

    /** Zero beyond the end, as in a text in C. */
    int at(int place) {
        return place < bytes.length ? bytes[place] & 0xFF : 0;
    }

    boolean isSpace(int place) {
        int c = at(place);
        return c == ' ' || (c >= '\t' && c <= '\r') || place >= bytes.length;
    }

    String slice(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** One byte goes through. */
    void keep(int place) {
        int c = at(place);
        plain.write(c);
        if ((c & 0xC0) != 0x80) {
            units += c >= 0xF0 ? 2 : 1;
        }
    }

    void write(int codePoint) {
        plain.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        units += Character.charCount(codePoint);
    }

    /** UTF-16 units of what came out so far. */
    int units() {
        return units;
    }

    String plainFrom(int fromUnit) {
        return plain.toString(StandardCharsets.UTF_8).substring(fromUnit);
    }

    int lastPlainByte() {
        byte[] all = plain.toByteArray();
        return all.length == 0 ? 0 : all[all.length - 1];
    }

    /** From {@code offset} to here; nothing when that is empty. */
    void add(EntityType type, int offset, Tl.Obj more) {
        if (units > offset) {
            entities.add(new Entity(type, offset, units - offset, more));
        }
    }

    List<Entity> entities() {
        return entities;
    }

    FormattedText result() {
        return new FormattedText(
                plain.toString(StandardCharsets.UTF_8),
                entities.stream().sorted().toList());
    }
}
