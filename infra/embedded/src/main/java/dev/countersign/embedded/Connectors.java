package dev.countersign.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The connectors of one Connect cluster, over its REST interface. */
public final class Connectors implements AutoCloseable {

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;
  private static final Duration REMOVAL = Duration.ofSeconds(60);

  private final URI connect;
  private final HttpClient client = HttpClient.newHttpClient();

  public Connectors(URI connect) {
    this.connect = connect;
  }

  /** Creates the connector or changes it to this definition. */
  public void put(ConnectorDefinition definition) throws IOException, InterruptedException {
    HttpRequest request =
        to(definition.name() + "/config")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(definition.json()))
            .build();
    expectSuccess("PUT of " + definition.name(), sendWhileRebalancing(request));
  }

  /** Waits until the connector and its task run, and fails as soon as one of them has failed. */
  public void awaitRunning(String name, Duration timeout) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    ConnectorState state = state(name);
    while (!state.isRunning()) {
      if (state.hasFailed() || Instant.now().isAfter(deadline)) {
        throw new IOException("The connector " + name + " does not run: " + state.description());
      }
      pause();
      state = state(name);
    }
  }

  /** The state; without any states while Connect does not know it yet. */
  public ConnectorState state(String name) throws IOException, InterruptedException {
    return ConnectorState.parse(send(to(name + "/status").GET().build()).body());
  }

  /** Starts again what has failed, and only that. */
  public void restartFailed(String name) throws IOException, InterruptedException {
    HttpRequest request =
        to(name + "/restart?includeTasks=true&onlyFailed=true")
            .POST(BodyPublishers.noBody())
            .build();
    expectSuccess("Restart of " + name, sendWhileRebalancing(request));
  }

  /** Lets go of the connector's slot until it is resumed; its definition and offsets stay. */
  public void stop(String name) throws IOException, InterruptedException {
    HttpRequest request = to(name + "/stop").PUT(BodyPublishers.noBody()).build();
    expectSuccess("Stop of " + name, sendWhileRebalancing(request));
  }

  public void resume(String name) throws IOException, InterruptedException {
    HttpRequest request = to(name + "/resume").PUT(BodyPublishers.noBody()).build();
    expectSuccess("Resumption of " + name, sendWhileRebalancing(request));
  }

  /** How far a connector has come, as Connect tells it. */
  public String offsets(String name) throws IOException, InterruptedException {
    return send(to(name + "/offsets").GET().build()).body();
  }

  /** Makes a stopped connector forget how far it has come. */
  public void forgetOffsets(String name) throws IOException, InterruptedException {
    HttpRequest request = to(name + "/offsets").DELETE().build();
    expectSuccess("Forgetting the offsets of " + name, sendWhileRebalancing(request));
  }

  /**
   * Removes the connector if there is one, and returns when its tasks have ended: Connect answers
   * before that, and a task that just starts would make a slot anew that was dropped meanwhile. The
   * slot stays in the database.
   */
  public void delete(String name) throws IOException, InterruptedException {
    HttpResponse<String> response = sendWhileRebalancing(to(name).DELETE().build());
    if (response.statusCode() != NOT_FOUND) {
      expectSuccess("DELETE of " + name, response);
      awaitGone(name);
    }
  }

  /** Connect forgets the state of a connector once the workers have let go of its tasks. */
  private void awaitGone(String name) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(REMOVAL);
    while (send(to(name + "/status").GET().build()).statusCode() != NOT_FOUND) {
      if (Instant.now().isAfter(deadline)) {
        throw new IOException("The connector " + name + " is still there: " + state(name));
      }
      pause();
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** Connect answers 409 for as long as its workers share out the connectors. */
  private HttpResponse<String> sendWhileRebalancing(HttpRequest request)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plusSeconds(30);
    HttpResponse<String> response = send(request);
    while (response.statusCode() == CONFLICT && Instant.now().isBefore(deadline)) {
      pause();
      response = send(request);
    }
    return response;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(connect.resolve("/connectors/" + path))
        .timeout(Duration.ofSeconds(30));
  }

  private static void expectSuccess(String what, HttpResponse<String> response) throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          what + " was answered " + response.statusCode() + ": " + response.body());
    }
  }

  private static void pause() throws InterruptedException {
    boolean never = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    assert !never;
  }
}
