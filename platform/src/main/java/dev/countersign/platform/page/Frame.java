package dev.countersign.platform.page;

import io.quarkus.qute.i18n.MessageBundle;

/** The words of the frame around every page; what they are stands in {@code messages/frame_*}. */
@MessageBundle(value = "frame", locale = "en")
public interface Frame {
  String skip();

  String main();

  String inbox();

  String requests();

  String dashboard();

  String policies();

  String preferences();

  String signedInAs();

  String signOut();

  String language();

  String recorded();

  String errorId();

  String start();

  String dismiss();

  String failed();

  String unreachable();

  String uncertain();

  String signedOut();

  String signInAgain();
}
