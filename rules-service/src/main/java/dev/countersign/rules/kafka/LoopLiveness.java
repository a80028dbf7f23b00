package dev.countersign.rules.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live while both loops turn. That the broker is away is no reason to restart. */
@Liveness
@ApplicationScoped
class LoopLiveness implements HealthCheck {

  private final IntakeLoop intake;
  private final RulesLoader loader;

  LoopLiveness(IntakeLoop intake, RulesLoader loader) {
    this.intake = intake;
    this.loader = loader;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("intake-loop")
        .withData("intake", intake.isAlive())
        .withData("loader", loader.isAlive())
        .status(intake.isAlive() && loader.isAlive())
        .build();
  }
}
