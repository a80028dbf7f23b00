package dev.countersign.request.ui;

import dev.countersign.platform.page.Bundles;
import dev.countersign.platform.page.Language;

/** A language, and what the pages say in it where Java puts the sentences together. */
record Tongue(Language language) {
  private static final Bundles<ListWords> LISTS = Bundles.of(ListWords.class);
  private static final Bundles<RequestWords> REQUEST = Bundles.of(RequestWords.class);
  private static final Bundles<SaidWords> SAID = Bundles.of(SaidWords.class);
  private static final Bundles<HistoryWords> HISTORY = Bundles.of(HistoryWords.class);
  private static final Bundles<ActWords> ACTS = Bundles.of(ActWords.class);
  private static final Bundles<BulkWords> BULK = Bundles.of(BulkWords.class);
  private static final Bundles<DashboardWords> DASHBOARD = Bundles.of(DashboardWords.class);
  private static final Bundles<OverridesWords> OVERRIDES = Bundles.of(OverridesWords.class);

  ListWords lists() {
    return LISTS.in(language);
  }

  RequestWords request() {
    return REQUEST.in(language);
  }

  SaidWords said() {
    return SAID.in(language);
  }

  HistoryWords history() {
    return HISTORY.in(language);
  }

  ActWords acts() {
    return ACTS.in(language);
  }

  BulkWords bulk() {
    return BULK.in(language);
  }

  DashboardWords dashboard() {
    return DASHBOARD.in(language);
  }

  OverridesWords overrides() {
    return OVERRIDES.in(language);
  }
}
