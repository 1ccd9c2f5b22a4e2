package dev.heatup.sandbox.botapi.web;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;

/**
 * A request whose head is read; its body comes as it is read.
 *
 * @param local the address that the client is connected to
 * @param share of what its parameters take
 * @param gone completed when the client has hung up; the answer finds nobody
 */
record HttpRequest(
        HttpHead head, InputStream body, InetAddress local, LargeRequests.Share share, CompletableFuture<Void> gone) {

    String method() {
        return head.first().get(0);
    }

    /** Path and query, as they came. */
    String target() {
        return head.first().get(1);
    }
}
