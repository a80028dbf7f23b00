package dev.countersign.request.app.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From which amount on a decision needs a fresh sign-in. Nothing does unless an amount is set. */
@ConfigMapping(prefix = "countersign.step-up")
public interface StepUpConfig {

  /** By currency, {@code countersign.step-up.from.BDT=1000000}: this amount and all above it. */
  Map<String, BigDecimal> from();

  /** What a partner has instead, {@code countersign.step-up.partners.acme.from.BDT=500000}. */
  Map<String, Partner> partners();

  /** How old a sign-in may be. */
  @WithDefault("PT15M")
  Duration maxAge();

  /** The levels ({@code acr}) of which a sign-in must have one; without any, its age is enough. */
  Optional<List<String>> acrValues();

  /** The amounts of one partner; a currency that is not here has the general one. */
  interface Partner {
    Map<String, BigDecimal> from();
  }
}
