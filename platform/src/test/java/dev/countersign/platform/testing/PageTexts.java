package dev.countersign.platform.testing;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a page says to a person: texts between its tags, and attributes that are read out. */
public final class PageTexts {

  private static final Pattern CODE =
      Pattern.compile(
          "(?s)<(code|pre|textarea|script|bdi|time|ins|del)\\b[^>]*>.*?</\\1>|<td class=\"lead mono[^>]*>[^<]*</td>|<option value=\"([^\"]*)\"[^>]*>\\2</option>");
  private static final Pattern TEXT = Pattern.compile(">([^<>]+)<");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "(?:data-label|aria-label|title|placeholder|hx-confirm|data-(?:dismiss|failed|unreachable|uncertain|signed-out|sign-in-again))=\"([^\"]+)\"");

  /** Names of settings and codes, addresses and numbers. */
  private static final Pattern NAME =
      Pattern.compile("[\\W\\d]*|[a-z]+([_.-][a-z]+)+|\\S*[@/]\\S*|[A-Z_]+");

  /** Somebody's words inside a sentence of ours. */
  private static final Pattern ISOLATED = Pattern.compile("\u2068[^\u2068\u2069]*\u2069");

  private PageTexts() {}

  public static Set<String> of(String html) {
    var texts = new TreeSet<String>();
    var bare = CODE.matcher(html).replaceAll("");
    TEXT.matcher(bare).results().forEach(it -> add(texts, it.group(1)));
    ATTRIBUTE.matcher(html).results().forEach(it -> add(texts, it.group(1)));
    return texts;
  }

  private static void add(Set<String> texts, String text) {
    var said = text.strip();
    if (!NAME.matcher(ISOLATED.matcher(said).replaceAll("")).matches()) {
      texts.add(said);
    }
  }
}
