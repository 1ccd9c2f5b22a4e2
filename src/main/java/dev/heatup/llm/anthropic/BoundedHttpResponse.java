package dev.heatup.llm.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A response whose body ends in an error once it is longer than it may be. */
final class BoundedHttpResponse implements HttpResponse {

    private final HttpResponse response;
    private final InputStream body;

    BoundedHttpResponse(HttpResponse response, int mostBytes) {
        this.response = response;
        this.body = new Bounded(response.body(), mostBytes);
    }

    @Override
    public int statusCode() {
        return response.statusCode();
    }

    @Override
    public Headers headers() {
        return response.headers();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        response.close();
    }

    private static final class Bounded extends FilterInputStream {

        private int left;

        Bounded(InputStream in, int mostBytes) {
            super(in);
            this.left = mostBytes;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("the answer is larger than an answer may be");
            }
        }
    }
}
