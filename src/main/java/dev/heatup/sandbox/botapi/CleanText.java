package dev.heatup.sandbox.botapi;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text as Telegram keeps it: controls become spaces, carriage returns and characters that disturb others go, and the
 * space around it too. The entities move along.
 */
final class CleanText {

    /** How many units before each place stay, so that a place in the text is one in the result. */
    private final int[] kept;

    private final StringBuilder clean = new StringBuilder();

    private CleanText(String text) {
        this.kept = new int[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            kept[i] = clean.length();
            char c = text.charAt(i);
            if (!isDropped(c)) {
                clean.append(c < ' ' && c != '\n' ? ' ' : c);
            }
        }
        kept[text.length()] = clean.length();
    }

    /** @param entities in order, none reaching over another's edge */
    static FormattedText of(String text, List<Entity> entities) throws Rejected {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Rejected("Strings must be encoded in UTF-8");
        }
        for (Entity entity : entities) {
            checkPlace(text, entity);
        }
        CleanText cleaned = new CleanText(text);
        return cleaned.trimmed(entities.stream().map(cleaned::moved).toList());
    }

    private static boolean isDropped(char c) {
        return c == '\r' || (c >= 0x2028 && c <= 0x202E) || c == 0x0333 || c == 0x033F || c == 0x030A;
    }

    private static void checkPlace(String text, Entity entity) throws Rejected {
        String beginning = "Entity beginning at UTF-16 offset " + entity.offset();
        if (entity.offset() > text.length()) {
            throw new Rejected("Entity begins after the end of the text at UTF-16 offset " + entity.offset());
        }
        if (entity.end() > text.length()) {
            throw new Rejected(beginning + " ends after the end of the text at UTF-16 offset " + entity.end());
        }
        if (cutsCharacter(text, entity.offset())) {
            throw new Rejected(
                    "Entity begins in a middle of a UTF-16 symbol at byte offset " + bytes(text, entity.offset() + 1));
        }
        if (cutsCharacter(text, entity.end())) {
            throw new Rejected(
                    beginning + " ends in a middle of a UTF-16 symbol at byte offset " + bytes(text, entity.end() + 1));
        }
    }

    private static boolean cutsCharacter(String text, int place) {
        return place > 0
                && place < text.length()
                && Character.isLowSurrogate(text.charAt(place))
                && Character.isHighSurrogate(text.charAt(place - 1));
    }

    private static int bytes(String text, int units) {
        return text.substring(0, units).getBytes(StandardCharsets.UTF_8).length;
    }

    private Entity moved(Entity entity) {
        return entity.at(kept[entity.offset()], kept[entity.end()] - kept[entity.offset()]);
    }

    private FormattedText trimmed(List<Entity> entities) {
        int end = clean.length();
        while (end > 0 && isSpace(end - 1)) {
            end--;
        }
        // An entity's space at the beginning stays, so that what is quoted or code keeps its shape.
        int bound = entities.stream()
                .filter(entity -> entity.length() > 0)
                .mapToInt(Entity::offset)
                .min()
                .orElse(end);
        int begin = 0;
        while (begin < Math.min(bound, end) && isSpace(begin)) {
            begin++;
        }
        int from = begin;
        int to = end;
        List<Entity> within = entities.stream()
                .filter(entity -> entity.offset() < to)
                .map(entity -> entity.at(entity.offset() - from, Math.min(entity.end(), to) - entity.offset()))
                .filter(entity -> entity.length() > 0)
                .toList();
        return new FormattedText(clean.substring(from, to), within);
    }

    private boolean isSpace(int place) {
        return clean.charAt(place) == ' ' || clean.charAt(place) == '\n';
    }
}
