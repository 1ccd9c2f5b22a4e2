package dev.heatup.sandbox.botapi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {

    private static final String TYPE = "multipart/form-data; boundary=b";

    private static byte[] body(String disposition, byte[] content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("--b\r\nContent-Disposition: " + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.write(content);
        body.write("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static Multipart.@Nullable Part part(String disposition) throws IOException {
        return Multipart.of(TYPE, new ByteArrayInputStream(body(disposition, new byte[0])))
                .next();
    }

    /** A stream that gives as little at a time as chance wants. */
    private static InputStream hesitating(byte[] all, Random random) {
        return new ByteArrayInputStream(all) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, random.nextInt(1, 3000)));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 65_480, 65_520, 65_530, 65_536, 65_540, 200_000})
    void everyContentComesThroughAsItIs(int size) throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            byte[] content = new byte[size];
            // Of what a delimiter is made of, so that beginnings of one are everywhere.
            for (int i = 0; i < size; i++) {
                content[i] = (byte) "\r\n-x".charAt(random.nextInt(4));
            }
            Multipart multipart =
                    Multipart.of(TYPE, hesitating(body("form-data; name=\"f\"; filename=\"x\"", content), random));
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            assertThat(multipart.next()).isEqualTo(new Multipart.Part("f", "x", ""));
            assertThat(multipart.transferTo(out)).as("seed %d", seed).isEqualTo(size);
            assertThat(out.toByteArray()).isEqualTo(content);
            assertThat(multipart.next()).isNull();
        }
    }

    @Test
    void nothingNeedsToFollowTheLastDelimiter() throws IOException {
        byte[] body = "--b\r\ncontent-disposition:form-data; name=\"x\"\r\n\r\n1\r\n--b--"
                .getBytes(StandardCharsets.US_ASCII);
        Multipart multipart = Multipart.of(TYPE, new ByteArrayInputStream(body));

        assertThat(multipart.next()).isEqualTo(new Multipart.Part("x", null, ""));
        multipart.transferTo(OutputStream.nullOutputStream());
        assertThat(multipart.next()).isNull();
    }

    @Test
    void namesMayBeQuotedOrNot() throws IOException {
        assertThat(part("form-data; name=chat_id")).isEqualTo(new Multipart.Part("chat_id", null, ""));
        assertThat(part("form-data; filename=\"a \\\"b\\\".txt\"; name=\"f\""))
                .isEqualTo(new Multipart.Part("f", "a \"b\".txt", ""));
    }

    @Test
    void aLongNameFullOfEscapesIsRead() throws IOException {
        assertThat(part("form-data; name=\"" + "\\\"".repeat(3900) + "\""))
                .isEqualTo(new Multipart.Part("\"".repeat(3900), null, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachment; name=x", "form-data", "form-data; name=\"\""})
    void aPartWithoutANameIsRefused(String disposition) {
        assertThatThrownBy(() -> part(disposition)).isInstanceOf(HttpError.class);
    }

    @Test
    void headersHaveABound() {
        assertThatThrownBy(() -> part("form-data; name=\"" + "x".repeat(9000) + "\""))
                .isInstanceOf(HttpError.class)
                .hasMessage("Bad Request: can't parse form data headers");
    }
}
