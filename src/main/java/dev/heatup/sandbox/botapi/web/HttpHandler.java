package dev.heatup.sandbox.botapi.web;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Answers requests, each on a virtual thread of its connection, which it may hold while it reads the body. */
interface HttpHandler {

    /**
     * @return completed on a thread that may be held while the answer is written
     * @throws HttpError when the request can't be read
     */
    CompletableFuture<HttpAnswer> handle(HttpRequest request) throws IOException;

    HttpAnswer refuse(HttpError error);

    /** The answer to a request whose handling failed. */
    HttpAnswer failed(Throwable failure);
}
