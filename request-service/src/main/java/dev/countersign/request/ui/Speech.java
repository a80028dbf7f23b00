package dev.countersign.request.ui;

import dev.countersign.platform.page.Viewer;
import jakarta.enterprise.context.ApplicationScoped;

/** In which language the pages speak to whoever looks at one. */
@ApplicationScoped
class Speech {

  private final Viewer viewer;

  Speech(Viewer viewer) {
    this.viewer = viewer;
  }

  Tongue tongue() {
    return new Tongue(viewer.language());
  }
}
