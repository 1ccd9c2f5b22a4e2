package dev.heatup.run;

import dev.heatup.text.OneLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a step. Parts that a step does not have are null; texts are bounded and on one line.
 *
 * @param text what was written, or the label of the button that was pressed
 * @param messageId the message that was written, pressed or reacted to
 * @param reply what a bot answered, null when it did not or was not asked
 * @param views of the post that was viewed
 * @param turns of a conversation
 */
public record StepResult(
        @Nullable String text,
        @Nullable Long messageId,
        @Nullable Answer reply,
        @Nullable String emoji,
        @Nullable Long views,
        @Nullable List<Turn> turns) {

    public static final StepResult NONE = new StepResult(null, null, null, null, null, null);

    static final int MAX_TEXT_LENGTH = 500;
    private static final int MAX_LABEL_LENGTH = 64;
    private static final int MAX_BUTTONS = 12;

    public StepResult {
        text = text == null ? null : line(text, MAX_TEXT_LENGTH);
        turns = turns == null ? null : List.copyOf(turns);
    }

    /** @param buttons labels of those that can be pressed or sent */
    public record Answer(String text, List<String> buttons) {
        public Answer {
            text = line(text, MAX_TEXT_LENGTH);
            buttons = buttons.stream()
                    .limit(MAX_BUTTONS)
                    .map(label -> line(label, MAX_LABEL_LENGTH))
                    .toList();
        }
    }

    /**
     * One turn of a conversation.
     *
     * @param text what the person wrote, null when they pressed a button
     * @param button the label of the button that was pressed
     * @param reply null when the bot did not answer
     */
    public record Turn(
            @Nullable String text,
            @Nullable String button,
            @Nullable Long messageId,
            @Nullable Answer reply) {

        public Turn {
            text = text == null ? null : line(text, MAX_TEXT_LENGTH);
            button = button == null ? null : line(button, MAX_LABEL_LENGTH);
        }

        /** What a bot says to a press itself comes before what it writes. */
        Turn answered(Answer answer) {
            Answer whole = reply == null ? answer : new Answer(reply.text() + " " + answer.text(), answer.buttons());
            return new Turn(text, button, messageId, whole);
        }
    }

    static StepResult message(String text, @Nullable Long messageId) {
        return new StepResult(text, messageId, null, null, null, null);
    }

    static StepResult reaction(String emoji, long messageId) {
        return new StepResult(null, messageId, null, emoji, null, null);
    }

    static StepResult view(long messageId, @Nullable Long views) {
        return new StepResult(null, messageId, null, null, views, null);
    }

    static StepResult single(Turn turn) {
        return new StepResult(
                turn.text() == null ? turn.button() : turn.text(), turn.messageId(), turn.reply(), null, null, null);
    }

    static StepResult conversation(List<Turn> turns) {
        return new StepResult(null, null, null, null, null, turns);
    }

    private static String line(String text, int longest) {
        return OneLine.of(text.strip().replaceAll("\\s*\\R\\s*", " "), longest);
    }
}
