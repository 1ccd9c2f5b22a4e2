package dev.heatup.run.web;

import dev.heatup.sqlite.StoreException;
import dev.heatup.text.OneLine;
import dev.heatup.web.ApiProblem;
import dev.heatup.web.ProblemDocument;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a request is told while the database is away: to come again. It is first, since others take every exception. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StoreProblems {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProblems.class);
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final int LOGGED = 300;

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> away(StoreException e) {
        LOG.error("A request needed the database: {}", OneLine.of(String.valueOf(e.getMessage()), LOGGED));
        ApiProblem away = new ApiProblem(
                503,
                "database_unavailable",
                "the database can't be used at the moment; /health says more. Send the request again: with the same"
                        + " Idempotency-Key nothing is done twice");
        return ResponseEntity.status(away.status())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDocument.of(away));
    }
}
