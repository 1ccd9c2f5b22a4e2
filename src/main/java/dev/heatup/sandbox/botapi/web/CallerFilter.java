package dev.heatup.sandbox.botapi.web;

import dev.heatup.http.OriginPolicy;
import java.util.Map;
import java.util.Set;

/**
 * Lets bots in, and no web page: any text is a token here, so a page that reaches this port could drive a bot. Immutable.
 */
final class CallerFilter {

    private static final String PAGES = "Forbidden: pages of other origins have no access to the Bot API; ";

    private final OriginPolicy origins;

    /** @param hosts as {@link BotApiSettings#hosts} */
    CallerFilter(Set<String> hosts) {
        this.origins = new OriginPolicy(hosts);
    }

    /** @throws HttpError 403 with what is wrong and what is allowed */
    void check(HttpRequest request) throws HttpError {
        Map<String, String> headers = request.head().headers();
        OriginPolicy.Refusal refusal =
                origins.refusal(headers::get, request.local()).orElse(null);
        if (refusal != null) {
            throw new HttpError(403, description(refusal));
        }
        if (isBrowserThatDoesNotSay(headers)) {
            throw new HttpError(
                    403,
                    "Forbidden: this browser does not say which page asks (Sec-Fetch-Site); use localhost and a browser"
                            + " that does, or no browser");
        }
    }

    private static String description(OriginPolicy.Refusal refusal) {
        return switch (refusal) {
            case FOREIGN_HOST ->
                "Forbidden: the Host header must name this machine (localhost, 127.0.0.1, [::1]), the address that is"
                        + " connected to, or a host that HEATUP_BOT_API_HOSTS lists";
            case FOREIGN_ORIGIN -> PAGES + "the Origin header must be absent";
            case FOREIGN_SITE -> PAGES + "Sec-Fetch-Site must be absent, none or same-origin";
            case FOREIGN_LINK -> PAGES + "type the address instead of following a link";
        };
    }

    /** Browsers leave {@code Sec-Fetch-Site} out beyond loopback without TLS, and old ones everywhere. */
    private static boolean isBrowserThatDoesNotSay(Map<String, String> headers) {
        return !headers.containsKey("sec-fetch-site")
                && headers.containsKey("accept-language")
                && headers.getOrDefault("user-agent", "").startsWith("Mozilla/");
    }
}
