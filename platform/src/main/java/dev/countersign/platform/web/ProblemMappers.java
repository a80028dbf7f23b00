package dev.countersign.platform.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.countersign.platform.messaging.InvalidJson;
import dev.countersign.platform.storage.SqlStates;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.ForbiddenException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Whatever goes wrong leaves as a {@link Problem}; a person or program never meets a stack. */
class ProblemMappers {

  private final ProblemResponses responses;

  ProblemMappers(ProblemResponses responses) {
    this.responses = responses;
  }

  @ServerExceptionMapper
  Response refused(ProblemException refusal) {
    return responses.of(refusal.problem());
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException refusal) {
    return responses.of(Problem.of(403));
  }

  @ServerExceptionMapper
  Response mismatched(MismatchedInputException mismatch) {
    return responses.of(json(mismatch));
  }

  @ServerExceptionMapper
  Response notJson(JacksonException failure) {
    return responses.of(json(failure));
  }

  @ServerExceptionMapper
  Response notJson(InvalidJson failure) {
    return responses.of(Problem.of(400, "json_invalid", String.valueOf(failure.getMessage())));
  }

  @ServerExceptionMapper
  Response violated(ConstraintViolationException violated) {
    var violations = new ArrayList<Map<String, String>>();
    for (ConstraintViolation<?> violation : violated.getConstraintViolations()) {
      violations.add(Map.of("field", fieldOf(violation), "message", violation.getMessage()));
    }
    Map<String, Object> extras = Map.of("violations", List.copyOf(violations));
    return responses.of(Problem.of(422, "invalid", "Some values are not allowed.", extras));
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException exception) {
    Response original = exception.getResponse();
    if (exception.getCause() instanceof JacksonException failure) {
      return responses.of(json(failure));
    }
    if (original.getStatus() < 400 || original.hasEntity()) {
      return original;
    }
    Response answer = responses.of(Problem.of(original.getStatus()), exception);
    original
        .getStringHeaders()
        .forEach((name, values) -> answer.getHeaders().addAll(name, List.copyOf(values)));
    return answer;
  }

  /**
   * To the framework a parameter that it cannot read is an address that does not exist. Of a path
   * that is so; a query of the wrong form is told what is wrong with it.
   */
  @ServerExceptionMapper
  Response notFound(NotFoundException exception, UriInfo uri) {
    var said =
        exception.getCause() == null ? "" : String.valueOf(exception.getCause().getMessage());
    var isOfPath =
        uri.getPathParameters().values().stream()
            .flatMap(List::stream)
            .anyMatch(it -> quotes(said, it));
    return uri.getQueryParameters().entrySet().stream()
        .filter(_ -> !isOfPath)
        .filter(parameter -> parameter.getValue().stream().anyMatch(it -> quotes(said, it)))
        .findFirst()
        .map(parameter -> unreadable(parameter.getKey()))
        .orElseGet(() -> framework(exception));
  }

  /** Numbers and times quote what they cannot read in one way each, ids end with it. */
  private static boolean quotes(String said, String value) {
    return said.contains("\"" + value + "\"")
        || said.contains("'" + value + "'")
        || said.endsWith(": " + value);
  }

  private Response unreadable(String parameter) {
    var detail = "The parameter " + parameter + " has the wrong form.";
    return responses.of(Problem.of(400, "parameter_invalid", detail));
  }

  /** Nobody is there to say who is asking (I14): it is not the caller's fault, and it passes. */
  @ServerExceptionMapper
  Response issuerAway(OIDCException failure) {
    return responses.of(Problem.of(503), failure);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure) {
    boolean isAway =
        failure instanceof Exception
            && (SqlStates.isTransient(failure) || SqlStates.isOverloaded(failure));
    return responses.of(Problem.of(isAway ? 503 : 500), failure);
  }

  /** The framework's own answers (no credentials, for one) come without a body; they get one. */
  @ServerResponseFilter
  void fill(ContainerResponseContext response) {
    if (response.getStatus() >= 400 && !response.hasEntity()) {
      Problem problem = Problem.of(response.getStatus());
      responses.log(problem, null);
      response.setEntity(responses.entity(problem));
      response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, responses.type());
    }
  }

  private static Problem json(JacksonException failure) {
    String at = placeOf(failure);
    return switch (failure) {
      case UnrecognizedPropertyException _ ->
          Problem.of(400, "property_unknown", "No such property" + at + ".");
      case JsonMappingException _ ->
          Problem.of(400, "json_invalid", "The value" + at + " has the wrong form.");
      default -> Problem.of(400, "json_invalid", "The body is not valid JSON, or repeats a key.");
    };
  }

  private static String placeOf(JacksonException failure) {
    if (!(failure instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    var path = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      path.append(path.isEmpty() ? "" : ".").append(nameOf(step));
    }
    return " at " + path.substring(0, Math.min(100, path.length()));
  }

  private static String nameOf(JsonMappingException.Reference step) {
    @Nullable String name = step.getFieldName();
    return name == null ? Integer.toString(step.getIndex()) : name;
  }

  /** Without the name of the method, which starts the path of a parameter. */
  private static String fieldOf(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
