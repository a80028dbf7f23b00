package dev.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real browser. Each person who signs in has a session of their own. */
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final List<String> QUIET =
      List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking");

  private final Playwright playwright;
  private final Browser browser;
  private final Stack stack;

  private Chromium(Playwright playwright, Stack stack) {
    this.playwright = playwright;
    this.stack = stack;
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(QUIET));
  }

  /** Without the program the test is skipped, and says so. */
  static Chromium of(Stack stack) {
    assumeTrue(Files.exists(PROGRAM), "No Chromium here: install the package chromium.");
    var options =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    return new Chromium(Playwright.create(options), stack);
  }

  Page signedIn(String person) {
    var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1200, 800));
    page.navigate(stack.origin().resolve("/inbox").toString());
    page.locator("button[value='%s']".formatted(person)).click();
    page.waitForURL("**/inbox**");
    return page;
  }

  void open(Page page, String path) {
    page.navigate(stack.origin().resolve(path).toString());
  }

  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  /** The page as a desk and as a phone show it, by day and by night; none may scroll sideways. */
  static void pictures(Page page, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : new int[] {1280, 360}) {
        page.setViewportSize(width, 800);
        picture(page, name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as("%s at %d px", name, width)
            .isLessThanOrEqualTo(width);
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1200, 800);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
