package dev.countersign.rules.ui;

import dev.countersign.rules.ui.BacktestSection.Run;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Optional;

/** The templates of what a version would have said, or said in the shadow. */
@CheckedTemplate(basePath = "backtest")
final class BacktestPages {

  private BacktestPages() {}

  /** The part that refreshes itself while a backtest runs. */
  static native TemplateInstance run(Optional<Run> run);

  static native TemplateInstance divergences(DivergencesPage page);
}
