package dev.countersign.request.db;

import dev.countersign.request.app.Change;
import dev.countersign.request.app.Loaded;
import dev.countersign.request.app.Requests.Conversation;
import dev.countersign.request.app.Requests.Emergency;
import dev.countersign.request.app.Requests.Target;
import dev.countersign.request.core.PeopleAsked;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation about one request. It keeps what the latest ruling said, which is the answer once
 * the transaction of that ruling has committed.
 */
final class Question<T> {
  private final Target target;
  private final Conversation<T> conversation;
  private @Nullable T answer;

  Question(Target target, Conversation<T> conversation) {
    this.target = target;
    this.conversation = conversation;
  }

  Target target() {
    return target;
  }

  String partner() {
    return target.partner();
  }

  boolean isEmergency() {
    return conversation.isEmergency();
  }

  PeopleAsked peopleAsked(Loaded loaded, Emergency emergency) {
    return conversation.peopleAsked(loaded.state(), emergency);
  }

  Optional<Change> rule(Loaded loaded, Emergency emergency) {
    var reply = conversation.reply(loaded, emergency);
    answer = reply.result();
    return reply.change();
  }

  void ruleOnNothing() {
    answer = conversation.unknown();
  }

  T answer() {
    return Objects.requireNonNull(answer);
  }
}
