package dev.countersign.rules.ui;

import io.quarkus.qute.TemplateInstance;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What a form gets back: the part of its page that a script puts in the place of the old one. */
final class FormAnswers {

  private static final int UNPROCESSABLE = 422;

  private FormAnswers() {}

  /** The part with what is wrong in it. */
  static RestResponse<TemplateInstance> refused(TemplateInstance part) {
    return ResponseBuilder.<TemplateInstance>create(UNPROCESSABLE).entity(part).build();
  }

  /** The part of another page than the one the form was on. */
  static RestResponse<TemplateInstance> moved(TemplateInstance part, String address) {
    return ResponseBuilder.ok(part).header("HX-Push-Url", address).build();
  }
}
