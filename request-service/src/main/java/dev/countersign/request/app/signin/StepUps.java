package dev.countersign.request.app.signin;

import dev.countersign.request.app.Actor;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.core.StepUp;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether somebody has to sign in anew before they decide this (AN-18). The amount is the one the
 * ruling has read anyway, so that nothing is asked of the database for it.
 */
@ApplicationScoped
public class StepUps {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern LEVEL = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,200}");

  private final Map<String, BigDecimal> general;
  private final Map<String, Map<String, BigDecimal>> partners = new HashMap<>();
  private final StepUp stepUp;

  StepUps(StepUpConfig config) {
    general = checked(config.from());
    config.partners().forEach((partner, own) -> partners.put(partner, checked(own.from())));
    stepUp = new StepUp(config.maxAge(), config.acrValues().orElse(List.of()));
    if (!config.maxAge().isPositive()
        || stepUp.levels().stream().anyMatch(level -> !LEVEL.matcher(level).matches())) {
      throw new IllegalStateException("Expected a time and levels to step up to, but " + stepUp);
    }
  }

  /** A limit that cannot be read stops the start, instead of being none. */
  void onStart(@Observes StartupEvent event) {}

  /** What is asked of the person's sign-in and not met by it; empty if they may go on. */
  public Optional<StepUp> missing(Actor.Human actor, Loaded loaded) {
    return isLarge(loaded) && !stepUp.isMetBy(actor.signIn(), loaded.context().now())
        ? Optional.of(stepUp)
        : Optional.empty();
  }

  private boolean isLarge(Loaded loaded) {
    var dossier = loaded.dossier();
    var own = partners.getOrDefault(dossier.partner(), Map.of());
    return dossier
        .currency()
        .flatMap(currency ->
            Optional.ofNullable(own.get(currency))
                .or(() -> Optional.ofNullable(general.get(currency))))
        .flatMap(from -> dossier.amount().map(amount -> amount.abs().compareTo(from) >= 0))
        .orElse(false);
  }

  /** Names of environment variables have lost the case of their keys. */
  private static Map<String, BigDecimal> checked(Map<String, BigDecimal> from) {
    var limits = new HashMap<String, BigDecimal>();
    from.forEach((name, amount) -> {
      var currency = name.toUpperCase(Locale.ROOT);
      if (!CURRENCY.matcher(currency).matches() || amount.signum() < 0) {
        throw new IllegalStateException(
            "Expected countersign.step-up.from.<currency>=<amount>, but " + name + "=" + amount);
      }
      limits.put(currency, amount);
    });
    return Map.copyOf(limits);
  }
}
