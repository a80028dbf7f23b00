package dev.countersign.request.app;

import dev.countersign.request.app.Evaluation.Intent;
import dev.countersign.request.app.Intake.SubjectKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a batch where an event acts on requests that an earlier event of the same batch may open:
 * what was opened must be committed before it can be found and closed.
 */
final class Segments {
  private Segments() {}

  static List<List<Evaluation>> of(List<Evaluation> evaluations) {
    var segments = new ArrayList<List<Evaluation>>();
    var current = new ArrayList<Evaluation>();
    var touched = new HashSet<SubjectKey>();
    for (Evaluation evaluation : evaluations) {
      var subject = subjectOf(evaluation.dossier());
      var isLater =
          evaluation.intent() != Intent.OPEN && subject.map(touched::contains).orElse(false);
      if (isLater) {
        segments.add(List.copyOf(current));
        current.clear();
        touched.clear();
      }
      current.add(evaluation);
      subject.ifPresent(touched::add);
    }
    segments.add(List.copyOf(current));
    return segments;
  }

  static Optional<SubjectKey> subjectOf(Dossier dossier) {
    return dossier
        .operation()
        .flatMap(operation ->
            dossier
                .subjectId()
                .map(subject -> new SubjectKey(dossier.partner(), operation, subject)));
  }
}
