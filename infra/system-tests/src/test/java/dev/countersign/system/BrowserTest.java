package dev.countersign.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An approver's two pages in a real browser, from the sign-in to the answer. */
@ExtendWith(StackExtension.class)
class BrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final List<String> QUIET =
      List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking");

  @Test
  void approverDecidesInTheBrowser(Stack stack) {
    assumeTrue(Files.exists(CHROMIUM), "No Chromium here: install the package chromium.");
    var refund = Events.of("refund", "125000.50", "Flight BG 147 was cancelled by the carrier");
    try (var story = new Story(stack);
        var playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright.chromium().launch(options())) {
      story.publish(Events.of("booking", "348000", "Hotel block for the March conference"));
      story.publish(Events.of("invoice", "212750", "Ground transport, February"));
      story.publish(refund);
      story.openedBy("supervisor@acme", refund);

      var page = signedIn(browser, stack, "supervisor@acme");
      picture(page, "inbox.png");
      page.locator("a", containing(refund.subjectId())).first().click();
      assertThat(page.locator("body")).containsText("125,000.50");
      picture(page, "request.png");
      page.locator("textarea[name=reason]").fill("carrier confirmed the cancellation");
      page.locator("button[value=APPROVE]").click();

      assertThat(page.locator("body")).containsText("Approved");
      picture(page, "approved.png");
      story.awaitAnswer(refund, "APPROVED", "HUMAN_QUORUM");
    }
  }

  private static Page signedIn(Browser browser, Stack stack, String person) {
    var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1200, 800));
    page.navigate(stack.origin().resolve("/inbox").toString());
    page.locator("button[value='%s']".formatted(person)).click();
    page.waitForURL("**/inbox**");
    return page;
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  private static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)).setFullPage(true));
  }

  private static BrowserType.LaunchOptions options() {
    return new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(QUIET);
  }
}
