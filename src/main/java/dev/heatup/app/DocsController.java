package dev.heatup.app;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The pages that need no framework: where things are, and ReDoc; all of it from the jar. */
@RestController
@Hidden
final class DocsController {

    private static final String REDOC = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Heat Up API</title></head>
            <body style="margin:0">
            <redoc spec-url="/openapi.json" disable-search="false"></redoc>
            <script src="/webjars/redoc/2.1.4/bundles/redoc.standalone.js"></script>
            </body>
            </html>
            """;

    @GetMapping(path = "/redoc", produces = MediaType.TEXT_HTML_VALUE)
    String redoc() {
        return REDOC;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home(@RequestHeader("Host") String host) {
        // The request guard let only names of this machine pass; a port may still be any text.
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Heat Up</title>
            <style>body{font:16px/1.6 system-ui,sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}
            code{background:#f0f0f0;padding:.1em .3em;border-radius:.2em}</style></head>
            <body>
            <h1>Heat Up</h1>
            <p>Gives a Telegram test network people. Start a visit:</p>
            <p><code>curl -X POST http://%s/warmup/abc123xyz</code></p>
            <ul>
            <li><a href="/docs">/docs</a>: try the API</li>
            <li><a href="/redoc">/redoc</a>: read the API</li>
            <li><a href="/runs">/runs</a>: what became of the visits</li>
            <li><a href="/health">/health</a> and <a href="/metrics">/metrics</a></li>
            </ul>
            </body>
            </html>
            """.formatted(HtmlUtils.htmlEscape(host));
    }
}
