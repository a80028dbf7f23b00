package dev.countersign.request.app.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How checkpoints are signed. The keys have no default: the service does not start without. */
@ConfigMapping(prefix = "countersign.checkpoint")
public interface CheckpointConfig {

  /** Ed25519 private key, PKCS#8 in base64. It must not stand in the database. */
  String privateKey();

  /** Its public key, X.509 in base64; what auditors verify with. */
  String publicKey();

  /** How often what was appended is signed. */
  @WithDefault("PT60S")
  Duration every();
}
