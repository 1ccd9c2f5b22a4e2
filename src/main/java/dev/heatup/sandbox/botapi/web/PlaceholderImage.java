package dev.heatup.sandbox.botapi.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Stands for the bytes of a file, which the sandbox does not keep. */
final class PlaceholderImage {

    private static final ByteBuffer TEXT =
            StandardCharsets.UTF_8.encode("A file of the sandbox, which keeps sizes and no bytes.\n");
    private static final ByteBuffer PICTURE = picture();

    private PlaceholderImage() {}

    /** A small picture for pictures, a sentence for everything else. */
    static HttpAnswer of(String mimeType) {
        return new HttpAnswer.Written(
                200, "application/octet-stream", mimeType.startsWith("image/") ? PICTURE : TEXT, null);
    }

    private static ByteBuffer picture() {
        try (InputStream jpeg = PlaceholderImage.class.getResourceAsStream("placeholder.jpg")) {
            if (jpeg == null) {
                throw new IllegalStateException("the jar lacks placeholder.jpg");
            }
            return ByteBuffer.wrap(jpeg.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
