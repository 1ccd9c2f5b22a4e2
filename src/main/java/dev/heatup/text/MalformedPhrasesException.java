package dev.heatup.text;

/** A phrase file that can't be used. The message is one sentence for people: the file, the line, the mistake. */
public final class MalformedPhrasesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedPhrasesException(String file, String problem) {
        super(file + " " + problem);
    }

    /** @param line counted from 1 */
    MalformedPhrasesException(String file, int line, String problem) {
        super(file + ", line " + line + ": " + problem);
    }
}
