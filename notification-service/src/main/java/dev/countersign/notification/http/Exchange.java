package dev.countersign.notification.http;

import dev.countersign.notification.core.Result;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * One request and its answer under one deadline, however slowly the bytes drip (G1). The status
 * decides; of the body a little is read, to part politely, and none is kept (G9).
 */
final class Exchange {
  private static final int MAX_BODY = 16 * 1024;

  private final Promise<Result> done = Promise.promise();
  private final AtomicReference<Optional<HttpClientRequest>> open =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Result> verdict = new AtomicReference<>(Result.failed("TIMEOUT"));

  private Exchange() {}

  static Future<Result> run(
      Vertx vertx, HttpClient client, RequestOptions options, String body, Duration deadline) {
    var exchange = new Exchange();
    var timer = vertx.setTimer(deadline.toMillis(), _ -> exchange.finish());
    client
        .request(options)
        .compose(request -> exchange.send(request, body))
        .onSuccess(exchange::read)
        .onFailure(exchange::fail);
    return exchange.done.future().onComplete(_ -> vertx.cancelTimer(timer));
  }

  private Future<HttpClientResponse> send(HttpClientRequest request, String body) {
    open.set(Optional.of(request));
    if (done.future().isComplete()) {
      request.reset();
    }
    return request.send(Buffer.buffer(body));
  }

  private void read(HttpClientResponse response) {
    var retryAfter =
        Optional.ofNullable(response.getHeader("retry-after"))
            .flatMap(header -> RetryAfter.parse(header, Instant.now()));
    verdict.set(Answer.judge(response.statusCode(), retryAfter));
    var read = new long[1];
    response.handler(chunk -> {
      read[0] += chunk.length();
      if (read[0] > MAX_BODY) {
        finish();
      }
    });
    // However the body ends, the status was said.
    response.exceptionHandler(_ -> finish());
    response.endHandler(_ -> finish());
  }

  private void fail(Throwable failure) {
    verdict.set(
        Result.failed(failure instanceof SSLException ? "TLS_FAILED" : "CONNECTION_FAILED"));
    finish();
  }

  /** Settles with what is known, and lets go of the connection. */
  private void finish() {
    if (done.tryComplete(verdict.get())) {
      open.get().ifPresent(HttpClientRequest::reset);
    }
  }
}
