package dev.countersign.request.testing;

import dev.countersign.platform.storage.Progress;
import dev.countersign.request.app.Actor;
import dev.countersign.request.app.Batch;
import dev.countersign.request.app.Evaluation;
import dev.countersign.request.app.Letters;
import dev.countersign.request.app.OpenRequests;
import dev.countersign.request.people.People;
import dev.countersign.request.people.PersonDraft;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Puts requests and people where a test needs them. */
@ApplicationScoped
public class Desk {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AtomicLong CLOCK = new AtomicLong(System.currentTimeMillis());

  private final OpenRequests requests;
  private final People people;

  Desk(OpenRequests requests, People people) {
    this.requests = requests;
    this.people = people;
  }

  /** Opens a request for the evaluation; later calls get greater ids. */
  public UUID open(AnEvaluation wanted) {
    return open(List.of(wanted)).getFirst();
  }

  /** Opens a request for each evaluation, all in one transaction. */
  public List<UUID> open(List<AnEvaluation> wanted) {
    var ids = wanted.stream().map(_ -> nextId()).toList();
    var evaluations = new ArrayList<Evaluation>();
    for (int i = 0; i < ids.size(); i++) {
      evaluations.add(wanted.get(i).build(ids.get(i), "evt-" + ids.get(i)));
    }
    handling(evaluations).await().atMost(PATIENCE);
    return ids;
  }

  /** Hands one evaluation in, as a consumer would, when it is subscribed to. */
  public Uni<Void> handing(AnEvaluation wanted) {
    var id = nextId();
    return handling(List.of(wanted.build(id, "evt-" + id)));
  }

  private Uni<Void> handling(List<Evaluation> evaluations) {
    var progress = Progress.of("tests", "approvals.evaluations.v1", 0, CLOCK.get());
    var batch = new Batch(evaluations, progress, new NoLetters());
    return requests.handle(new Actor.Service("tests"), batch);
  }

  private static UUID nextId() {
    return new UUID(
        CLOCK.incrementAndGet() << 16 | 0x7000, 0x8000_0000_0000_0000L | System.nanoTime());
  }

  public void person(String partner, String id, String name, String... roles) {
    var draft = new PersonDraft(name, id.replace("@", ".") + "@example.com", true, List.of(roles));
    people.put(change(partner, id), draft).await().atMost(PATIENCE);
  }

  public void retire(String partner, String id, String name, String... roles) {
    var draft = new PersonDraft(name, id.replace("@", ".") + "@example.com", false, List.of(roles));
    people.put(change(partner, id), draft).await().atMost(PATIENCE);
  }

  private static People.Change change(String partner, String id) {
    return new People.Change(partner, id, "tests", Optional.empty());
  }

  /** The tests open only what can be opened. */
  private static final class NoLetters implements Letters {

    @Override
    public Uni<Void> idReused(Evaluation evaluation) {
      throw new AssertionError("id reused");
    }

    @Override
    public Uni<Void> noOpenRequest(Evaluation evaluation) {
      throw new AssertionError("no open request");
    }

    @Override
    public Uni<Void> outdatedRevision(Evaluation evaluation) {
      throw new AssertionError("outdated revision");
    }

    @Override
    public Uni<Void> refused(Evaluation evaluation, String detail) {
      throw new AssertionError("refused: " + detail);
    }
  }
}
