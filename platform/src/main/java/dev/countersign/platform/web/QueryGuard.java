package dev.countersign.platform.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Which of two equal parameters counts is for nobody to guess, so the API takes none twice, whether
 * a list has filters or not (IN-16). Pages may: a form sends a box that was ticked twice so.
 */
class QueryGuard {
  private static final Pattern API = Pattern.compile("/?v1/");

  @ServerRequestFilter
  void check(ContainerRequestContext request) {
    var uri = request.getUriInfo();
    var isRepeated =
        uri.getQueryParameters().values().stream().anyMatch(values -> values.size() > 1);
    if (isRepeated && API.matcher(uri.getPath()).lookingAt()) {
      throw new ProblemException(400, "parameter_repeated", "A parameter stands twice.");
    }
  }
}
