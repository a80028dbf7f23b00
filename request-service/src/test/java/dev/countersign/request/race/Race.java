package dev.countersign.request.race;

import dev.countersign.request.core.Vote;
import dev.countersign.request.testing.AnEvaluation;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Who comes at the same moment. Each race says what request it is about and who acts on it; what
 * must be true afterwards is the same for all of them.
 */
enum Race {
  I1_TWO_LAST_VOTES {
    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(
          field.votes(request, "s1", Vote.APPROVE), field.votes(request, "s2", Vote.APPROVE));
    }
  },
  I1_TWO_OF_THREE {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().needing(2);
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(
          field.votes(request, "s1", Vote.APPROVE),
          field.votes(request, "s2", Vote.APPROVE),
          field.votes(request, "s3", Vote.APPROVE));
    }
  },
  I2_APPROVE_OR_REJECT {
    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(
          field.votes(request, "s1", Vote.APPROVE), field.votes(request, "s2", Vote.REJECT));
    }
  },
  I2_TWO_APPROVE_ONE_REJECTS {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().needing(2);
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(
          field.votes(request, "s1", Vote.APPROVE),
          field.votes(request, "s2", Vote.REJECT),
          field.votes(request, "s3", Vote.APPROVE));
    }
  },
  I3_VOTE_OR_CANCEL {
    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.votes(request, "s1", Vote.APPROVE), field.cancels(request));
    }
  },
  I3_VOTE_OR_WITHDRAW {
    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.votes(request, "s1", Vote.APPROVE), field.withdraws(request));
    }
  },
  I3_VOTE_OR_OVERRIDE {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().overridable();
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.votes(request, "s1", Vote.REJECT), field.overrides(request));
    }
  },
  I3_OVERRIDE_CANCEL_OR_VOTE {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().overridable();
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(
          field.overrides(request),
          field.cancels(request),
          field.votes(request, "s1", Vote.APPROVE));
    }
  },
  I4_VOTE_OR_REVISION {
    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.votes(request, "s1", Vote.APPROVE), field.revises(about));
    }
  },
  I4_CANCEL_OR_REVISION {
    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.cancels(request), field.revises(about));
    }
  },
  I7_SAME_KEY_THREE_TIMES {
    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(
          field.votesUnderKey(request, "s1"),
          field.votesUnderKey(request, "s1"),
          field.votesUnderKey(request, "s1"));
    }
  },
  H8_VOTE_OR_EXPIRY {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().expiringIn(field.soon());
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.votes(request, "s1", Vote.APPROVE), field.expires(request));
    }
  },
  H9_VOTE_OR_ESCALATION {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().needing(2).escalating(Duration.ofMillis(1), Field.TARGET);
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(
          field.votes(request, "s1", Vote.APPROVE),
          field.escalates(request),
          field.votes(request, "t1", Vote.APPROVE));
    }
  },
  H10_EXPIRY_CANCEL_OR_REVISION {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().expiringIn(field.soon());
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.expires(request), field.cancels(request), field.revises(about));
    }
  },
  T22_RELEASE_OR_REVOKE {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().heldFor(field.soon());
    }

    @Override
    Uni<?> beforehand(Field field, UUID request) {
      return field.votes(request, "s1", Vote.APPROVE);
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.releases(request), field.revokes(request));
    }
  },
  T22_RELEASE_REVOKE_OR_CANCEL {
    @Override
    AnEvaluation about(Field field) {
      return field.anInvoice().heldFor(field.soon());
    }

    @Override
    Uni<?> beforehand(Field field, UUID request) {
      return field.votes(request, "s1", Vote.APPROVE);
    }

    @Override
    List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about) {
      return List.of(field.releases(request), field.revokes(request), field.cancels(request));
    }
  };

  AnEvaluation about(Field field) {
    return field.anInvoice();
  }

  /** What has to have happened before the race. */
  Uni<?> beforehand(Field field, UUID request) {
    return Uni.createFrom().voidItem();
  }

  abstract List<Uni<?>> contenders(Field field, UUID request, AnEvaluation about);
}
