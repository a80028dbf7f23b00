package dev.countersign.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.platform.messaging.Json;
import dev.countersign.platform.page.KnownProblem;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes a problem down for whoever asked: JSON for programs, a page for a person's browser. */
@ApplicationScoped
class ProblemResponses {

  static final String RETRY_AFTER = "retryAfter";
  private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

  private final HttpServerRequest request;
  private final Engine templates;
  private final RefusalWatch watch;

  ProblemResponses(HttpServerRequest request, Engine templates, RefusalWatch watch) {
    this.request = request;
    this.templates = templates;
    this.watch = watch;
  }

  Response of(Problem problem) {
    return of(problem, null);
  }

  Response of(Problem problem, @Nullable Throwable cause) {
    log(problem, cause);
    Response.ResponseBuilder response = Response.status(problem.status());
    if (problem.status() == 503 || problem.status() == 429) {
      response.header(HttpHeaders.RETRY_AFTER, problem.extras().getOrDefault(RETRY_AFTER, 1));
    }
    if (StepUpChallenge.isAskedBy(problem)) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, StepUpChallenge.header(problem));
    }
    return response.entity(entity(problem)).type(type()).build();
  }

  byte[] entity(Problem problem) {
    Template page = wantsPage() ? templates.getTemplate("problem") : null;
    return page == null
        ? Json.bytes(problem.body())
        : page.data("problem", problem)
            .data("known", KnownProblem.ofNullable(problem.code()))
            .render()
            .getBytes(UTF_8);
  }

  MediaType type() {
    return wantsPage()
        ? MediaType.TEXT_HTML_TYPE.withCharset("utf-8")
        : MediaType.valueOf(Problem.MEDIA_TYPE);
  }

  /** A fragment that a page asks for by script gets JSON: the script shows its detail. */
  private boolean wantsPage() {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains("text/html")
        && request.getHeader("HX-Request") == null;
  }

  void log(Problem problem, @Nullable Throwable cause) {
    watch.see(problem);
    Object[] facts = {
      problem.errorId(), problem.status(), problem.code(), request.method(), request.path()
    };
    String line = String.format("errorId=%s status=%d code=%s %s %s", facts);
    if (problem.status() >= 500 && problem.status() != 503) {
      LOG.error(line, cause);
    } else {
      LOG.info(line);
    }
  }
}
