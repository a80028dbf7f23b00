package dev.countersign.rules.app.backtest;

import dev.countersign.rules.app.PolicyVersion;
import dev.countersign.rules.core.operation.OperationCode;
import dev.countersign.rules.core.partner.PartnerId;
import dev.countersign.rules.core.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Every version there ever was, to read. */
public interface PolicyArchive {

  /** The versions of an operation's policy, newest first. */
  Uni<List<PolicyVersion>> versions(SqlConnection tx, PartnerId partner, OperationCode operation);

  /** The versions of a policy, newest first; empty for an unknown or foreign one. */
  Uni<List<PolicyVersion>> versions(SqlConnection tx, PartnerId partner, PolicyId policy);
}
