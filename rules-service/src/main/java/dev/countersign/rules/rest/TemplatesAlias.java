package dev.countersign.rules.rest;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** F-189: policies under the name the source documents gave them. */
@ApplicationScoped
class TemplatesAlias {

  private static final String ALIAS = "/v1/approval-workflow-templates";
  private static final String NAME = "/v1/policies";

  void register(@Observes Router router) {
    router
        .routeWithRegex(ALIAS + "(/.*)?")
        .order(-1)
        .handler(context ->
            context.reroute(
                context.request().method(),
                NAME + context.request().uri().substring(ALIAS.length())));
  }
}
