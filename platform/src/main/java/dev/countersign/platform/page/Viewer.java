package dev.countersign.platform.page;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who looks at a page, and from where: what the layout shows in its header. */
@RequestScoped
@Named("viewer")
public class Viewer {

  private static final Bundles<Frame> FRAMES = Bundles.of(Frame.class);

  private final RoutingContext context;
  private final String service;
  private final List<String> navigation;

  Viewer(
      RoutingContext context,
      @ConfigProperty(name = "countersign.service") String service,
      @ConfigProperty(name = "countersign.navigation") Optional<List<String>> navigation) {
    this.context = context;
    this.service = service;
    this.navigation = navigation.orElse(List.of());
  }

  /** One entry of the navigation. */
  public record Link(String label, String address, boolean current) {}

  /** The language the page is in. */
  public Language language() {
    return PageLanguage.of(context);
  }

  /** Those it could be in. */
  public List<Language> languages() {
    return List.of(Language.values());
  }

  public boolean isSignedIn() {
    return !person().isEmpty();
  }

  /** The person's id, or an empty text: an error page may have nobody to look at it. */
  public String person() {
    // The user is asked for instead of the identity: it is there or not, and nobody waits for it.
    if (!(context.user() instanceof QuarkusHttpUser user)) {
      return "";
    }
    SecurityIdentity identity = user.getSecurityIdentity();
    String person =
        identity.getPrincipal() instanceof JsonWebToken token
            ? token.getSubject()
            : identity.getPrincipal().getName();
    return person == null ? "" : person;
  }

  /** The first part of this service's own addresses. */
  public String service() {
    return service;
  }

  /**
   * What the person can go to. An entry says its label, its address, and, if it is not for
   * everybody, the groups it is for: {@code Policies /policies policy_admin|APPROVAL_CONFIGS}.
   */
  public List<Link> navigation() {
    var shown = new ArrayList<String[]>();
    for (String entry : navigation) {
      String[] parts = entry.strip().split("\\s+", 3);
      if (parts.length >= 2 && (parts.length == 2 || isInOneOf(parts[2]))) {
        shown.add(parts);
      }
    }
    String current = current(shown.stream().map(parts -> parts[1]).toList());
    return shown.stream()
        .map(parts -> new Link(label(parts[0]), parts[1], parts[1].equals(current)))
        .toList();
  }

  /** Our own places by their names in the person's language, an operator's as they call them. */
  private String label(String place) {
    var frame = FRAMES.in(language());
    return switch (place) {
      case "Inbox" -> frame.inbox();
      case "Requests" -> frame.requests();
      case "Dashboard" -> frame.dashboard();
      case "Policies" -> frame.policies();
      case "Preferences" -> frame.preferences();
      default -> place;
    };
  }

  /** Of the addresses that lie on the way to this page, the nearest. */
  private String current(List<String> addresses) {
    String path = context.normalizedPath();
    return addresses.stream()
        .filter(address -> path.equals(address) || path.startsWith(address + "/"))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private boolean isInOneOf(String groups) {
    return context.user() instanceof QuarkusHttpUser user
        && Arrays.stream(groups.split("\\|")).anyMatch(user.getSecurityIdentity()::hasRole);
  }
}
