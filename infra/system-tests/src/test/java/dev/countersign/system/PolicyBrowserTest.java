package dev.countersign.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.system.Chromium.pictures;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of policy admins in a real browser, from an empty table to the person who is asked. */
@ExtendWith(StackExtension.class)
class PolicyBrowserTest {
  private static final String DATA =
      """
      {"amount": "75000", "currency": "BDT", "maker": "maker@acme", "makerReason": "billed twice"}
      """;

  @Test
  @DisplayName(
      "F-179 to F-182, N-01: a workflow is made in tables, tried, submitted, activated, and asks")
  void workflowIsMadeInTheBrowser(Stack stack) {
    var event = Events.of("credit_note", "75000", "Two rooms were billed twice");
    try (var story = new Story(stack);
        var chromium = Chromium.of(stack)) {
      var admin = chromium.signedIn("policy-admin@acme");
      chromium.open(admin, "/policies");
      pictures(admin, "policies");
      makeWorkflow(chromium, admin);
      var version = review(admin);

      tryIt(admin);
      backtest(chromium, admin, version);
      chromium.open(admin, version + "/yaml");
      assertThat(admin.locator("body")).containsText("credit_note");
      pictures(admin, "yaml");
      chromium.open(admin, version);
      admin.locator("button", containing("Submit for activation")).click();
      assertThat(admin.locator("body")).containsText("Waits for");

      var second = chromium.signedIn("policy-admin-2@acme");
      chromium.open(second, version);
      second.locator("button", containing("Activate")).click();
      assertThat(second.locator("#policy .page-head")).containsText("In force");
      pictures(second, "policy");

      story.awaitLive(version);
      story.publish(event);
      story.openedBy("controller@acme", event);
    }
  }

  private static void makeWorkflow(Chromium chromium, Page admin) {
    chromium.open(admin, "/policies/workflows");
    admin.locator("summary", containing("New workflow")).click();
    admin.locator("#wf-name").fill("Credit notes");
    admin.locator("#wf-operation").selectOption("credit_note");
    admin.locator("#wf-over").fill("50000");
    admin.locator("#wf-role").fill("Controller");
    pictures(admin, "workflows");
    admin.locator("button", containing("Add Workflow")).click();
    assertThat(admin.locator("#levels")).containsText("credit_note");
    pictures(admin, "levels");
  }

  private static String review(Page admin) {
    return admin.locator("a", containing("Review and submit")).first().getAttribute("href");
  }

  private static void tryIt(Page admin) {
    admin.locator("a", containing("try it")).first().click();
    admin.locator("#type").selectOption("credit_note.requested");
    admin.locator("#data").fill(DATA);
    admin.locator("button", containing("Try it")).click();
    assertThat(admin.locator("#answer")).isVisible();
    assertThat(admin.locator("#trial")).containsText("Controller");
    pictures(admin, "try");
  }

  private static void backtest(Chromium chromium, Page admin, String version) {
    chromium.open(admin, version);
    admin.locator("button", containing("Start the backtest")).click();
    assertThat(admin.locator("#backtest-run")).containsText("What would change");
    pictures(admin, "backtest");
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
