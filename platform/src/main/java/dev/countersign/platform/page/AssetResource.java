package dev.countersign.platform.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Serves the assets; any service can, for all of them hold the same ones. */
@Path("/assets")
public class AssetResource {

  private final Assets assets;

  AssetResource(Assets assets) {
    this.assets = assets;
  }

  /** During an upgrade a page of the other build asks here too: it gets ours, and keeps nothing. */
  @GET
  @PermitAll
  @Path("{version}/{name}")
  public Response get(@PathParam("version") String version, @PathParam("name") String name) {
    String caching =
        version.equals(assets.version()) ? "public, max-age=31536000, immutable" : "no-cache";
    return assets
        .content(name)
        .map(content -> Response.ok(content, Assets.mediaType(name)))
        .map(response -> response.header(HttpHeaders.CACHE_CONTROL, caching).build())
        .orElseGet(() -> Response.status(404).build());
  }
}
