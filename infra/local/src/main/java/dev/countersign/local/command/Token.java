package dev.countersign.local.command;

import dev.countersign.local.identity.Tokens;
import dev.countersign.local.stack.Endpoints;
import dev.countersign.local.state.Secrets;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints an access token and nothing else, for {@code curl} and the like. */
@Command(name = "token", description = "Print an access token of a person, good for eight hours.")
public final class Token implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Parameters(paramLabel = "PERSON", description = "For example supervisor@acme.")
  private String person = "";

  @Override
  public Integer call() throws IOException {
    Endpoints endpoints = Endpoints.of(place.runningStack().ports());
    Secrets secrets = Secrets.of(place.directory());
    System.out.println(new Tokens(endpoints.identity().token(), secrets.clientSecret()).of(person));
    return 0;
  }
}
