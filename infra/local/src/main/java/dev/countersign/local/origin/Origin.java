package dev.countersign.local.origin;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One address for everything, as the ingress is in production. It knows paths, not people: every
 * service checks its callers itself.
 */
public final class Origin {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int CONNECTIONS_PER_SERVICE = 100;

  private final Map<String, Integer> ports;
  private final HttpProxy proxy;

  private Origin(Vertx vertx, Map<String, Integer> ports) {
    this.ports = Map.copyOf(ports);
    HttpClientOptions options =
        new HttpClientOptions().setConnectTimeout(2_000).setKeepAliveTimeout(30);
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_SERVICE);
    proxy =
        HttpProxy.reverseProxy(vertx.createHttpClient(options, pool))
            .origin(this::connect)
            .addInterceptor(new ForwardedHeaders());
  }

  /** Arguments are {@code part=port}, the origin's own among them. */
  public static void main(String[] arguments) {
    Map<String, Integer> ports = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      ports.put(argument.substring(0, equals), Integer.valueOf(argument.substring(equals + 1)));
    }
    start(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)), ports)
        .onSuccess(server -> System.out.println("Origin on port " + server.actualPort()))
        .onFailure(problem -> {
          System.err.println("The origin cannot listen: " + problem.getMessage());
          System.exit(1);
        });
  }

  static Future<HttpServer> start(Vertx vertx, Map<String, Integer> ports) {
    Origin origin = new Origin(vertx, ports);
    HttpServerOptions options =
        new HttpServerOptions().setHost(LOOPBACK).setPort(ports.getOrDefault("origin", 0));
    return vertx.createHttpServer(options).requestHandler(origin::answer).listen();
  }

  private void answer(HttpServerRequest request) {
    String path = Optional.ofNullable(request.path()).orElse("/");
    if (path.equals("/")) {
      request.response().setStatusCode(302).putHeader("Location", "/inbox").end();
    } else if (Routes.partOf(path).isEmpty()) {
      problem(request, 404, "not_found", "Nothing answers this path.");
    } else {
      proxy.handle(request);
    }
  }

  private Future<HttpClientRequest> connect(ProxyContext context) {
    HttpServerRequest request = context.request().proxiedRequest();
    String part = Routes.partOf(Optional.ofNullable(request.path()).orElse("/")).orElseThrow();
    RequestOptions options =
        new RequestOptions().setHost(LOOPBACK).setPort(ports.getOrDefault(part, 0));
    return context
        .client()
        .request(options)
        .onFailure(failure -> {
          String why = failure instanceof ConnectException ? "is not running" : "does not answer";
          problem(request, 503, "service_unavailable", "The " + part + " service " + why + ".");
        });
  }

  private static void problem(HttpServerRequest request, int status, String code, String detail) {
    if (request.response().ended()) {
      return;
    }
    JsonObject body =
        new JsonObject()
            .put("title", status == 404 ? "Not found" : "Service unavailable")
            .put("status", status)
            .put("detail", detail)
            .put("code", code);
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(body.encode());
  }

  /** Tells the service what the browser asked for, and drops what a client claims about itself. */
  private static final class ForwardedHeaders implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      HttpServerRequest incoming = context.request().proxiedRequest();
      MultiMap headers = context.request().headers();
      headers.remove("Forwarded");
      headers.set("X-Forwarded-For", incoming.remoteAddress().hostAddress());
      headers.set("X-Forwarded-Proto", "http");
      Optional.ofNullable(incoming.authority())
          .ifPresent(host -> {
            context.request().setAuthority(host);
            headers.set("X-Forwarded-Host", host.toString());
            headers.set("X-Forwarded-Port", Integer.toString(host.port()));
          });
      headers.remove("X-Forwarded-Prefix");
      return context.sendRequest();
    }
  }
}
