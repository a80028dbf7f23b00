package dev.countersign.rules.rest;

import dev.countersign.platform.web.ProblemException;
import dev.countersign.rules.core.Path;
import dev.countersign.rules.core.condition.ContextField;
import dev.countersign.rules.core.condition.Fact;
import dev.countersign.rules.core.condition.FactType;
import dev.countersign.rules.core.condition.FactTypes;
import dev.countersign.rules.core.condition.Paths;
import dev.countersign.rules.core.money.SignRule;
import dev.countersign.rules.core.operation.FactPaths;
import dev.countersign.rules.core.operation.Intent;
import dev.countersign.rules.core.operation.Material;
import dev.countersign.rules.core.operation.Operation;
import dev.countersign.rules.core.operation.Operation.AmountUse;
import dev.countersign.rules.core.operation.OperationCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An operation as it shall be, whole: what is left out has its default, or is not there. */
@Schema(name = "OperationRequest")
public record OperationBody(
    @Nullable String code,
    @NotBlank @Size(max = 200) String title,
    @NotNull AmountUse amount,
    @Nullable SignRule sign,
    @Nullable @Size(max = 20) List<@NotBlank @Size(max = 100) String> aliases,
    @Schema(description = "What events of which type ask for.") @NotNull @Size(min = 1, max = 50)
        Map<String, Intent> eventTypes,
    @Schema(description = "Where amount, currency, maker, makerReason, branch, contributors stand.")
        @Nullable
        @Size(max = 6)
        Map<String, String> paths,
    @Schema(description = "The fields a decision is bound to; the whole data if there are none.")
        @Nullable
        @Size(max = 50)
        Map<String, String> material,
    @Nullable @Valid @Size(max = 200) Map<String, FactBody> facts,
    FactTypes.@Nullable Exposure factExposure) {

  private static final Pattern EVENT_TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,199}");
  private static final Set<String> PATHS =
      Set.of("amount", "currency", "maker", "makerReason", "branch", "contributors");

  /** A declared fact; it stands where its name says unless another path is given. */
  @Schema(name = "FactRequest")
  public record FactBody(@Nullable String path, @NotNull FactType type) {}

  Operation operation(OperationCode wanted) {
    if (code != null && !code.equals(wanted.value())) {
      throw invalid("code_fixed", "The code of an operation is fixed.");
    }
    eventTypes.forEach(OperationBody::requireEventType);
    return new Operation(
        wanted,
        title,
        aliases == null ? List.of() : aliases,
        eventTypes,
        factPaths(),
        materialFields(),
        amount,
        sign == null ? SignRule.NON_NEGATIVE : sign,
        FactTypes.of(
            declared(), factExposure == null ? FactTypes.Exposure.ANY_FIELD : factExposure));
  }

  /** What this product says itself can be no operation's event (KF-06). */
  private static void requireEventType(String type, @Nullable Intent intent) {
    if (!EVENT_TYPE.matcher(type).matches() || type.startsWith("approval.") || intent == null) {
      throw invalid("event_type_invalid", "An event type is such as order.requested: " + type);
    }
  }

  private FactPaths factPaths() {
    var given = paths == null ? Map.<String, String>of() : paths;
    if (!PATHS.containsAll(given.keySet())) {
      throw invalid("path_unknown", "Paths are of " + PATHS.stream().sorted().toList() + ".");
    }
    return new FactPaths(
        place(given, "amount"),
        place(given, "currency"),
        place(given, "maker"),
        place(given, "makerReason"),
        place(given, "branch"),
        place(given, "contributors"));
  }

  private static Path place(Map<String, String> given, String name) {
    return path(given.getOrDefault(name, name));
  }

  private static Path path(@Nullable String text) {
    return Paths.read(Objects.requireNonNullElse(text, ""))
        .orElseThrow(
            () -> invalid("path_invalid", "Write field names with dots between them: " + text));
  }

  private Material materialFields() {
    return material == null || material.isEmpty()
        ? new Material.WholeData()
        : new Material.Selected(
            material.entrySet().stream()
                .map(it -> new Material.Field(it.getKey(), path(it.getValue())))
                .toList());
  }

  private Map<String, Fact> declared() {
    return facts == null
        ? Map.of()
        : facts.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> fact(it.getKey(), it.getValue())));
  }

  /** A fact of the context is found by its name before anything else, so it stands nowhere else. */
  private static Fact fact(String name, FactBody body) {
    var place = body.path() == null ? name : body.path();
    var isElsewhere = !place.equals(name);
    if (body.type() == FactType.UNDECLARED) {
      throw invalid("fact_type_invalid", "Write DECIMAL, TEXT, BOOLEAN or LIST for " + name + ".");
    }
    if (isElsewhere && (name.contains("*") || ContextField.named(name).isPresent())) {
      throw invalid("fact_name_taken", "The fact " + name + " cannot stand at another path.");
    }
    path(name);
    return new Fact(path(place), body.type());
  }

  private static ProblemException invalid(String code, String detail) {
    return new ProblemException(422, code, detail);
  }
}
