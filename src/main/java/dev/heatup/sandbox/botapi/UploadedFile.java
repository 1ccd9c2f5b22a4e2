package dev.heatup.sandbox.botapi;

/**
 * What is kept of a file that came with a call; its bytes are not.
 *
 * @param name as the client gave it, at most {@value #MAX_TEXT} characters; may be empty
 * @param mimeType as the client gave it, at most {@value #MAX_TEXT} characters; may be empty
 * @param size in bytes
 */
public record UploadedFile(String name, String mimeType, long size) {

    public static final int MAX_TEXT = 255;
}
