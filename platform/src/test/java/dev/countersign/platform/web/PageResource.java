package dev.countersign.platform.web;

import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A page as a service would have it. */
@Path("/demo")
public class PageResource {

  private final Template demo;

  PageResource(Template demo) {
    this.demo = demo;
  }

  @GET
  @Authenticated
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page() {
    return demo.data("text", "{{7*7}} <script>");
  }
}
