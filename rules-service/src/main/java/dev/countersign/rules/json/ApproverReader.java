package dev.countersign.rules.json;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.PersonId;
import dev.countersign.rules.core.policy.Approver;
import dev.countersign.rules.core.policy.Approver.Whose;
import dev.countersign.rules.core.policy.Scope;
import dev.countersign.rules.core.policy.Scope.Place;
import dev.countersign.rules.json.Document.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads whom a step asks (C-13). */
public final class ApproverReader {

  private static final List<String> KINDS =
      List.of("role", "user", "group", "managerOf", "attribute", "resolver");

  /** All that may be said of an approver. */
  public static final Set<String> FIELDS =
      Stream.concat(KINDS.stream(), Stream.of("levels", "by", "branch", "location"))
          .collect(toUnmodifiableSet());

  private ApproverReader() {}

  static Approver read(Element element) {
    return element.node().isTextual()
        ? Approver.role(element.text())
        : read(element.open(DocumentPart.APPROVER));
  }

  /** Whether the object names an approver by itself. */
  static boolean isNamedIn(Document document) {
    return KINDS.stream().anyMatch(document::has);
  }

  /** The approver whom the object itself names. */
  static Approver read(Document document) {
    var kinds = KINDS.stream().filter(document::has).toList();
    if (kinds.size() != 1 || (document.has("levels") && !kinds.contains("managerOf"))) {
      throw InvalidPolicy.at(
          document.path(), "approver_invalid", "Write exactly one of " + KINDS + ".");
    }
    if (document.has("by") != kinds.contains("resolver")) {
      throw InvalidPolicy.at(
          document.at("by"), "approver_invalid", "Say by which field a resolver is asked.");
    }
    var scope = new Scope(place(document, "branch"), place(document, "location"));
    return Stream.of(
            document.text("role").<Approver>map(it -> new Approver.Role(it, scope)),
            document.text("user").<Approver>map(it -> user(it, document, scope)),
            document.text("group").<Approver>map(it -> new Approver.Group(it, scope)),
            document
                .word("managerOf", Whose.class)
                .<Approver>map(
                    it -> new Approver.ManagerOf(it, document.number("levels").orElse(1), scope)),
            document
                .text("attribute")
                .<Approver>map(
                    it -> new Approver.Attribute(path(it, document.at("attribute")), scope)),
            document.text("resolver").<Approver>map(it -> resolver(it, document, scope)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  private static Approver user(String id, Document document, Scope scope) {
    if (id.isBlank()) {
      throw InvalidPolicy.at(document.at("user"), "approver_invalid", "Name a person.");
    }
    return new Approver.User(new PersonId(id), scope);
  }

  private static Approver resolver(String name, Document document, Scope scope) {
    return new Approver.Resolver(
        name, path(document.text("by").orElseThrow(), document.at("by")), scope);
  }

  private static Optional<Place> place(Document document, String name) {
    return document.element(name).map(it -> place(it));
  }

  private static Place place(Element element) {
    if (element.node().isTextual()) {
      return new Place.Named(element.text());
    }
    var fact = element.open(DocumentPart.PLACE).text("fact");
    return new Place.FromFact(path(fact.orElse(""), element.path()));
  }

  static Path path(String dotted, String at) {
    try {
      return Path.of(dotted);
    } catch (IllegalArgumentException _) {
      throw InvalidPolicy.at(at, "path_invalid", "Write field names with dots between them.");
    }
  }
}
