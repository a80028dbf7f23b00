package dev.countersign.notification.smtp;

import dev.countersign.notification.core.Gathered;
import dev.countersign.notification.core.SubjectLine;
import dev.countersign.notification.smtp.MailPage.Line;
import java.util.List;
import java.util.stream.Stream;

/** What a digest says: what waits for the person's decision first, then what came of their own. */
final class DigestPage {
  /** More lines than this nobody reads; the inbox has them all. */
  private static final int MOST = 100;

  private DigestPage() {}

  static MailPage of(List<Gathered> gathered, String publicUrl) {
    var calls = gathered.stream().filter(one -> !one.event().kind().endsRequest());
    var results = gathered.stream().filter(one -> one.event().kind().endsRequest());
    return new MailPage(
        "What was gathered for you since your last digest.",
        Stream.concat(
                Stream.concat(calls, results).limit(MOST).map(one -> line(one, publicUrl)),
                rest(gathered.size() - MOST))
            .toList(),
        publicUrl + "/inbox",
        "Open your inbox");
  }

  private static Stream<Line> rest(int more) {
    return more <= 0
        ? Stream.empty()
        : Stream.of(MailWriter.line("Further", more + " more, see your inbox"));
  }

  private static Line line(Gathered one, String publicUrl) {
    var facts = one.event().facts();
    var before = facts.decideBefore().map(at -> ", decide before " + MailWriter.when(at));
    var address = publicUrl + "/requests/" + one.event().key().requestId();
    return MailWriter.line(
        SubjectLine.verb(one.event().kind()),
        SubjectLine.matter(facts)
            + before.filter(_ -> !one.event().kind().endsRequest()).orElse("")
            + " – "
            + address);
  }
}
