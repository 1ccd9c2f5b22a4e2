package dev.heatup.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of the document with everything in a request that may not parse, one thing at a time: none is answered with
 * 5xx, each refusal is a problem document, and afterwards the service works.
 */
class MalformedRequestsTest {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ?.*", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");
    private static final int PATIENCE_MILLIS = (int) RunningService.PATIENCE.toMillis();

    /** What the contract's own errors look like; they are no problem documents. */
    private static final Pattern GATEWAY = Pattern.compile("(/worlds/[^/]+)?/gateway/sessions/.*");

    private static final Map<String, String> GATEWAY_CALLS =
            Map.of("join_chat", "POST", "send_message", "POST", "dialogs", "GET", "invoke_raw", "POST");

    private static final List<String> TEXTS = List.of(
            "%ff",
            "%f",
            "%",
            "%zz",
            "%00",
            "%c0%af",
            "%ed%a0%80",
            "%f4%90%80%80",
            "%u0041",
            "%0d%0a",
            "%2f",
            "%5c",
            "%3b",
            "%e2%80%ae",
            "+",
            "..",
            "%2e%2e",
            ".",
            "\u00ff",
            "\u00c3\u00a4",
            "\u0001",
            "\u007f",
            "\"",
            "'",
            "<x>",
            "\\",
            "^",
            "`",
            "{",
            "}",
            "|",
            "[",
            "]",
            "[0]",
            ";",
            ";a=b",
            ";jsessionid=1",
            "@",
            ":",
            "*",
            "$",
            "~",
            "NaN",
            "-0",
            "1e400",
            "9".repeat(400),
            "x".repeat(3000));

    private static final List<String> PATHS = List.of(
            "/",
            "//",
            "///",
            "/.",
            "/..",
            "/./",
            "/../",
            "//x",
            "/x//y",
            "/;",
            "/;a=b",
            "/;a=b/runs",
            "/runs;a=b",
            "/runs;",
            "/runs/;/x",
            "/runs;%ff=1",
            "/%72uns",
            "/runs/",
            "/runs//",
            "/runs/.",
            "/runs/..",
            "/runs/%2e",
            "/runs/%2e%2e/runs",
            "/%2f",
            "/%5c",
            "/%00",
            "/runs%00",
            "/runs%20",
            "/runs%0a",
            "/%",
            "/%f",
            "/%ff",
            "/%zz",
            "/%c0%af",
            "/%ed%a0%80",
            "/error",
            "/docs/%ff",
            "/redoc;x",
            "/webjars/",
            "/webjars/%ff",
            "/webjars/redoc/2.1.4/%2e%2e",
            "/swagger-ui",
            "/swagger-ui/",
            "/swagger-ui/%ff",
            "/swagger-ui/index.html;x",
            "/openapi.json/",
            "/openapi.json/%ff",
            "/openapi.json/swagger-config?x=%ff",
            "/openapi.json.yaml",
            "/favicon.ico",
            "*",
            "runs",
            "http:",
            "http://",
            "http:///runs",
            "http://%ff/runs",
            "ftp://localhost/runs",
            "localhost:80",
            ":80",
            "?",
            "?x",
            "#",
            "/#",
            "/runs#x",
            "/runs?#",
            "/runs?&&&",
            "/runs?=",
            "/runs?=&=x",
            "/runs??",
            "/runs?limit",
            "/runs?limit=",
            "/runs?limit=1&limit=2",
            "/runs?limit[]=1",
            "/runs?a" + "&a".repeat(3000),
            "/" + "a/".repeat(2000),
            "/" + "x".repeat(20_000));

    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "QUERY",
            "get",
            "X",
            "G-T",
            "G$T",
            "GÄT",
            "G(T",
            "x".repeat(3000));

    private static final List<String> MEDIA_TYPES = List.of(
            "*/*",
            "*",
            "*/json",
            "application/*",
            "application/*+json",
            "/",
            "//",
            "x",
            "x/",
            "/x",
            ";",
            ";;",
            ",",
            "",
            " ",
            "a/b/c",
            "application/json,application/json",
            "application/json;",
            "application/json;charset",
            "application/json;charset=",
            "application/json;charset=\"",
            "application/json;charset=nonsense",
            "application/json;charset=\"\"",
            "application/json;charset=utf-16",
            "application/json;charset=utf-32",
            "application/json;charset=iso-8859-1",
            "application/json;charset=utf-7",
            "application/json;charset=UTF-8;charset=x",
            "application/json;q=x",
            "application/json;q=2",
            "application/json;q=-1",
            "application/json;q=",
            "application/json;=x",
            "application/json;a=\u00ff",
            "\u00ff/\u00ff",
            "application/\u0000",
            "application/yaml",
            "application/x-yaml",
            "text/yaml",
            "application/cbor",
            "application/xml",
            "text/xml",
            "application/x-jackson-smile",
            "application/x-protobuf",
            "application/x-ndjson",
            "application/problem+json",
            "application/hal+json",
            "application/json-seq",
            "text/plain",
            "text/html",
            "text/csv",
            "text/event-stream",
            "application/openmetrics-text",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded;charset=nonsense",
            "multipart/form-data",
            "multipart/form-data;boundary=",
            "multipart/form-data;boundary=x",
            "multipart/mixed",
            "application/octet-stream",
            "image/png",
            "(x)/[y]",
            "x".repeat(5000));

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "x",
            "-1",
            "0",
            "1e9",
            "99999999999999999999",
            "NaN",
            "\u00ff",
            "\u0001",
            "%ff",
            "\"",
            "\"x",
            "W/",
            "*",
            "**",
            ",",
            ",,,",
            ";",
            "=",
            "a;b;c",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=x-y",
            "bytes=5-1",
            "bytes=0-0,-1,5-1",
            "bytes=99999999999999999999-",
            "bytes=" + "0-0,".repeat(200),
            "Thu, 01 Jan 1970",
            "Thu, 99 Foo 9999 99:99:99 GMT",
            "2026-01-01",
            "en;q=x",
            "x-",
            "-x",
            "en-" + "x".repeat(300),
            "\u00fc".repeat(10),
            "gzip;q=9",
            "chunked",
            "identity",
            "100-continue",
            "x".repeat(3000));

    private static final List<String> HEADERS = List.of(
            "Accept-Language",
            "Accept-Charset",
            "Accept-Encoding",
            "Range",
            "If-Range",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "Last-Event-ID",
            "Idempotency-Key",
            "Content-Length",
            "Transfer-Encoding",
            "Content-Encoding",
            "Content-Disposition",
            "Content-Language",
            "Expect",
            "Cookie",
            "Authorization",
            "Origin",
            "Referer",
            "Upgrade",
            "Connection",
            "TE",
            "Trailer",
            "Date",
            "Max-Forwards",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Host",
            "X-Forwarded-Prefix",
            "X-HTTP-Method-Override",
            "X-Heatup-Run",
            "X-Heatup-Persona",
            "traceparent",
            "tracestate",
            "b3",
            "baggage");

    private static final List<byte[]> BODIES = Stream.of(
                    utf8("{"),
                    utf8("["),
                    utf8("nul"),
                    utf8("null"),
                    utf8("[]"),
                    utf8("{}"),
                    utf8("5"),
                    utf8("\"x\""),
                    utf8("{} {}"),
                    utf8("{}x"),
                    utf8("{\"a\":1,\"a\":2}"),
                    utf8("{\"\":null}"),
                    utf8("{\"name\":null,\"world\":null,\"action\":null,\"reason\":null,\"plan\":null}"),
                    utf8("{\"name\":\"x\",\"world\":\"%\",\"action\":\"%\"}"),
                    utf8("{\"name\":\"x\",\"world\":{\"\":{}},\"action\":{}}"),
                    utf8("{\"name\":\"x\",\"world\":\"a: &a [*a]\"}"),
                    utf8("{\"name\":\"x\",\"world\":\"!!java.net.URL [x]\"}"),
                    utf8("{\"name\":\"x\",\"world\":\"\\u0000\"}"),
                    utf8("{\"name\":\"x\",\"world\":\"\\ud800\",\"action\":\"\\ud800\"}"),
                    utf8("{\"seed\":1e999999999}"),
                    utf8("{\"seed\":-1e-999999999}"),
                    utf8("{\"seed\":" + "9".repeat(2000) + "}"),
                    utf8("{\"seed\":1." + "9".repeat(2000) + "}"),
                    utf8("[{\"at\":1e999999999}]"),
                    utf8("[null]"),
                    utf8("[[[[]]]]"),
                    utf8("[".repeat(30_000)),
                    utf8("{\"a\":".repeat(10_000)),
                    utf8("{\"" + "x".repeat(60_000) + "\":1}"),
                    utf8("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"),
                    utf8("a: *b\n"),
                    utf8("? [a]\n: x\n"),
                    utf8("%YAML 9.9\n---\na: 1\n"),
                    utf8("!!binary x"),
                    utf8("\t- x"),
                    utf8("\u0000"),
                    utf8("\ufeff{}"),
                    utf8("a=%ff&b=%zz&%f=1"),
                    utf8("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb"),
                    new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                    new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'},
                    new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                    new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xfd},
                    new byte[] {0x1f, (byte) 0x8b, 8, 0},
                    new byte[] {(byte) 0xa1, 0x61, 0x61, 1},
                    in("UTF-16BE", "{\"a\":1}"),
                    in("UTF-16LE", "{\"a\":1}"),
                    in("UTF-16", "{\"a\":1}"),
                    in("UTF-32BE", "{\"a\":1}"),
                    in("UTF-32LE", "{\"a\":1}"),
                    in("UTF-32BE", "\"\ud83d\ude00\""))
            .toList();

    @TempDir
    static Path folder;

    private static RunningService service;
    private static List<Route> routes;

    private record Route(String method, String path) {

        boolean takesBody() {
            return method.equals("POST") || method.equals("PUT");
        }

        /** With this in the place of its last variable, or behind it. */
        Route with(String text) {
            Matcher variable = VARIABLE.matcher(path);
            int start = -1;
            int end = -1;
            while (variable.find()) {
                start = variable.start();
                end = variable.end();
            }
            return start < 0
                    ? new Route(method, path + text)
                    : new Route(method, path.substring(0, start) + text + path.substring(end)).filled();
        }

        Route filled() {
            return new Route(method, VARIABLE.matcher(path).replaceAll("x"));
        }
    }

    @BeforeAll
    static void start() {
        service = RunningService.sandbox(folder);
        routes = new ArrayList<>();
        service.get("/openapi.json")
                .json()
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> routes.add(new Route(method.toUpperCase(Locale.ROOT), path.getKey()))));
        GATEWAY_CALLS.forEach((call, method) -> {
            routes.add(new Route(method, "/gateway/sessions/{session_id}/" + call));
            routes.add(new Route(method, "/worlds/{world}/gateway/sessions/{session_id}/" + call));
        });
        Stream.of("/", "/docs", "/redoc", "/openapi.json", "/metrics", "/swagger-ui/index.html")
                .forEach(page -> routes.add(new Route("GET", page)));
    }

    @AfterAll
    static void isWellAfterwards() {
        try (RunningService closed = service) {
            assertThat(closed.visit("afterwards", GivenPlans.SHORT)
                            .path("status")
                            .asString())
                    .isEqualTo("completed");
            assertThat(closed.get("/health").field("status")).isEqualTo("UP");
            assertThat(closed.get("/sandbox/health").field("status")).isEqualTo("up");
        }
    }

    @Test
    void inPathsAndMethods() {
        Requests requests = new Requests();
        for (Route route : routes) {
            TEXTS.forEach(text -> requests.add(route.with(text)));
        }
        for (String path : PATHS) {
            List.of("GET", "POST", "OPTIONS").forEach(method -> requests.add(new Route(method, path)));
        }
        for (Route route : routes) {
            METHODS.forEach(
                    method -> requests.add(new Route(method, route.filled().path())));
        }

        requests.send(4000);
    }

    @Test
    void inQueries() {
        Requests requests = new Requests();
        Iterator<String> names = endlessly(List.of(
                "limit",
                "after",
                "match",
                "wait",
                "status",
                "cursor",
                "purge",
                "bot",
                "before",
                "timeout",
                "unlabelled",
                "chat"));
        for (Route route : routes) {
            for (String text : TEXTS) {
                String path = route.filled().path();
                requests.add(new Route(route.method(), path + "?" + names.next() + "=" + text));
            }
            requests.add(new Route(route.method(), route.filled().path() + "?%ff=1"));
            requests.add(new Route(route.method(), route.filled().path() + "?%f=%f"));
        }

        requests.send(2500);
    }

    @Test
    void inHeaders() {
        Requests requests = new Requests();
        for (Route route : routes) {
            MEDIA_TYPES.forEach(
                    value -> requests.add(route.filled(), route.takesBody() ? "Content-Type" : "Accept", value));
        }
        Iterator<Route> any = endlessly(routes);
        for (String header : HEADERS) {
            VALUES.forEach(value -> requests.add(any.next().filled(), header, value));
        }

        requests.send(4000);
    }

    @Test
    void inBodies() {
        Requests requests = new Requests();
        for (Route route : routes.stream().filter(Route::takesBody).toList()) {
            for (byte[] body : BODIES) {
                for (String mediaType : List.of("application/json", "application/x-www-form-urlencoded")) {
                    requests.add(route.filled(), "Content-Type", mediaType, body);
                }
            }
            MEDIA_TYPES.forEach(
                    mediaType -> requests.add(route.filled(), "Content-Type", mediaType, utf8("{\"a\":1}")));
        }

        requests.send(1000);
    }

    private static <T> Iterator<T> endlessly(List<T> items) {
        return Stream.generate(() -> items).flatMap(List::stream).iterator();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] in(String charset, String text) {
        return text.getBytes(Charset.forName(charset));
    }

    /** @param number of the request, as bodies make a difference too */
    private record Sent(Route route, String headers, int number) {}

    /** Requests that are sent one after the other, and how they were answered wrongly. */
    private static final class Requests {

        private final Map<Sent, byte[]> all = new LinkedHashMap<>();

        void add(Route route) {
            put(route, "", new byte[0]);
        }

        void add(Route route, String header, String value) {
            put(route, header + ": " + value + "\r\n", new byte[0]);
        }

        void add(Route route, String header, String value, byte[] body) {
            put(route, header + ": " + value + "\r\nContent-Length: " + body.length + "\r\n", body);
        }

        private void put(Route route, String headers, byte[] body) {
            byte[] head = "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n"
                    .formatted(route.method(), route.path(), service.authority(), headers)
                    .getBytes(StandardCharsets.ISO_8859_1);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head);
            request.writeBytes(body);
            all.put(new Sent(route, headers, all.size()), request.toByteArray());
        }

        void send(int least) {
            assertThat(all).hasSizeGreaterThan(least);
            List<String> wrong = new ArrayList<>();
            all.forEach((sent, request) -> {
                String trouble = trouble(sent.route(), answer(request));
                if (!trouble.isEmpty()) {
                    wrong.add(sent.toString().replaceAll("(?s)(.{160}).*", "$1…") + "\n    " + trouble);
                }
            });
            assertThat(wrong).as("wrongly answered of %d", all.size()).isEmpty();
        }
    }

    /** Empty when it is an answer that this service should give. */
    private static String trouble(Route route, String answer) {
        Matcher line = STATUS.matcher(answer);
        if (!line.matches()) {
            return "no answer: " + answer;
        }
        int status = Integer.parseInt(line.group(1));
        if (status >= 500) {
            return answer;
        }
        if (status < 400 || route.method().equals("HEAD")) {
            return "";
        }
        int head = answer.indexOf("\r\n\r\n");
        try {
            JsonNode body = JsonMapper.shared().readTree(json(answer));
            boolean ofContract = GATEWAY.matcher(route.path()).matches()
                    && body.path("error").has("name");
            boolean problem = answer.substring(0, head).toLowerCase(Locale.ROOT).contains("application/problem+json")
                    && body.path("status").asInt() == status
                    && body.path("code").asString("").matches("[A-Za-z_]+");
            return problem || ofContract ? "" : answer;
        } catch (JacksonException e) {
            return answer;
        }
    }

    /** Without the lengths of its chunks. */
    private static String json(String answer) {
        int begin = answer.indexOf('{');
        return begin < 0 ? "" : answer.substring(begin, answer.lastIndexOf('}') + 1);
    }

    /** Says that nothing more comes, so that nobody waits for the rest of a body. */
    private static String answer(byte[] request) {
        try (Socket socket = new Socket(service.url().getHost(), service.url().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
