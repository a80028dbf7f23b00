package dev.countersign.request.ui;

import dev.countersign.platform.page.Bundles;
import dev.countersign.platform.page.Language;
import dev.countersign.platform.page.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** What the lists say, in the language of whoever looks at one. */
@ApplicationScoped
class Listing {

  private final Bundles<ListWords> bundles = Bundles.of(ListWords.class);
  private final Viewer viewer;

  Listing(Viewer viewer) {
    this.viewer = viewer;
  }

  Language language() {
    return viewer.language();
  }

  ListWords words() {
    return bundles.in(viewer.language());
  }
}
