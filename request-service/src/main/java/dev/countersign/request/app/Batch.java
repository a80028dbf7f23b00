package dev.countersign.request.app;

import dev.countersign.platform.storage.Progress;
import java.util.List;

/** The evaluations of one poll of one partition, in order, and where to send what has no answer. */
public record Batch(List<Evaluation> evaluations, Progress progress, Letters letters) {
  public Batch {
    evaluations = List.copyOf(evaluations);
  }

  Batch with(List<Evaluation> part) {
    return new Batch(part, progress, letters);
  }
}
