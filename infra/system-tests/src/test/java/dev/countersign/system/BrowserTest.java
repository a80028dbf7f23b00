package dev.countersign.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.system.Chromium.picture;
import static dev.countersign.system.Chromium.pictures;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages in a real browser, from the sign-in to the answer. */
@ExtendWith(StackExtension.class)
class BrowserTest {
  private static final String OVERRIDABLE =
      """
      {"operation": "subscription", "override": {"quotaPerMonth": 5, "reviewWithin": "P7D"},
       "tracks": [{"name": "main", "steps": [{"role": "Director"}]}]}
      """;
  private static final String EDITABLE =
      """
      {"operation": "expense", "editOnApprove": {"kind": "LISTED_FIELDS", "fields": ["amount"]},
       "tracks": [{"name": "main", "steps": [{"role": "Director"}]}]}
      """;

  @Test
  void approverDecidesInTheBrowser(Stack stack) {
    var refund = Events.of("refund", "125000.50", "Flight BG 147 was cancelled by the carrier");
    try (var story = new Story(stack);
        var chromium = Chromium.of(stack)) {
      story.publish(Events.of("booking", "348000", "Hotel block for the March conference"));
      story.publish(Events.of("invoice", "212750", "Ground transport, February"));
      story.publish(refund);
      story.openedBy("supervisor@acme", refund);

      var page = chromium.signedIn("supervisor@acme");
      picture(page, "inbox");
      pictures(page, "inbox");
      page.locator("a", containing(refund.subjectId())).first().click();
      assertThat(page.locator("body")).containsText("125,000.50");
      picture(page, "request");
      pictures(page, "request");
      page.locator("textarea[name=reason]").first().fill("carrier confirmed the cancellation");
      page.locator("button[value=APPROVE]").click();

      assertThat(page.locator("body")).containsText("Approved");
      picture(page, "approved");
      pictures(page, "approved");
      story.awaitAnswer(refund, "APPROVED", "HUMAN_QUORUM");
      chromium.open(page, "/inbox/done");
      assertThat(page.locator("body")).containsText(refund.subjectId());
      pictures(page, "done");
    }
  }

  @Test
  @DisplayName("A-31: several are selected by keyboard, looked at together, and decided")
  void severalAreDecidedTogether(Stack stack) {
    var first = Events.of("invoice", "210000", "Ground transport, March");
    var second = Events.of("booking", "305000.50", "Hotel block for the April conference");
    try (var story = new Story(stack);
        var chromium = Chromium.of(stack)) {
      story.publish(first);
      story.publish(second);
      story.openedBy("supervisor@acme", first);
      story.openedBy("supervisor@acme", second);

      var page = chromium.signedIn("supervisor@acme");
      tick(page, first);
      tick(page, second);
      pictures(page, "selected");
      page.locator("text=Decide the selected together").press("Enter");
      assertThat(page.locator("body")).containsText("515,000.50");
      pictures(page, "together");
      page.locator("#common-reason").fill("both match their orders");
      page.locator("button[value=APPROVE]").press("Enter");

      assertThat(page.locator("body")).containsText("All of them are on record.");
      pictures(page, "together-done");
      story.awaitAnswer(first, "APPROVED", "HUMAN_QUORUM");
      story.awaitAnswer(second, "APPROVED", "HUMAN_QUORUM");
    }
  }

  @Test
  @DisplayName("T-12, T-13: changes are asked for, the maker insists, and the same person approves")
  void changesAreAskedForAndAnswered(Stack stack) {
    var invoice = Events.of("invoice", "222000", "Coach hire for the fair");
    try (var story = new Story(stack);
        var chromium = Chromium.of(stack)) {
      story.publish(invoice);
      var path = "/requests/" + story.openedBy("supervisor@acme", invoice).get("id").asText();
      var supervisor = chromium.signedIn("supervisor@acme");
      chromium.open(supervisor, path);
      supervisor.locator("textarea[name=reason]").first().fill("which fair?");
      supervisor.locator("text=Neither? Ask for changes").click();
      supervisor.locator("button[value=REQUEST_CHANGES]").click();
      assertThat(supervisor.locator("body")).containsText("You asked for changes");

      var maker = chromium.signedIn("maker@acme");
      chromium.open(maker, path);
      pictures(maker, "changes");
      maker.locator("#resubmit-reason").fill("the one in Chattogram, as every year");
      maker.locator("button", containing("Send again")).click();
      assertThat(maker.locator("body")).containsText("You sent it again.");

      chromium.open(supervisor, path);
      assertThat(supervisor.locator("body")).containsText("Compared with attempt 1");
      pictures(supervisor, "second-attempt");
      supervisor.locator("textarea[name=reason]").first().fill("thank you");
      supervisor.locator("button[value=APPROVE]").click();
      assertThat(supervisor.locator("body")).containsText("The request is approved.");
      story.awaitAnswer(invoice, "APPROVED", "HUMAN_QUORUM");
    }
  }

  @Test
  @DisplayName("F-159 to F-161: an override takes two people, each signed in by themselves")
  void anOverrideTakesTwoSessions(Stack stack) {
    var event = Events.of("subscription", "5000", "The old contract ends tonight");
    try (var story = new Story(stack);
        var chromium = Chromium.of(stack)) {
      story.putInForce(OVERRIDABLE);
      story.publish(event);
      var path = "/requests/" + story.openedBy("director@acme", event).get("id").asText();

      var admin = chromium.signedIn("partner-admin@acme");
      chromium.open(admin, path);
      admin.locator("summary", containing("Override in an emergency")).click();
      assertThat(admin.locator("body")).containsText("A witness has to stand by first.");
      pictures(admin, "override-hindered");

      var witness = chromium.signedIn("supervisor@acme");
      chromium.open(witness, path);
      witness.locator("summary", containing("Stand by")).click();
      witness.locator("input[name=overrider]").fill("partner-admin@acme");
      witness.locator("button", containing("Stand by")).click();
      assertThat(witness.locator("body")).containsText("You stand by.");

      chromium.open(admin, path);
      admin.locator("summary", containing("Override in an emergency")).click();
      admin.locator("#override-reason").fill("all directors are on one flight");
      admin.locator("button", containing("Override")).click();
      assertThat(admin.locator("body")).containsText("You approved in an emergency.");
      story.awaitAnswer(event, "APPROVED", "EMERGENCY_OVERRIDE");

      var controller = chromium.signedIn("controller@acme");
      chromium.open(controller, path);
      pictures(controller, "review");
      controller.locator("select[name=finding]").selectOption("JUSTIFIED");
      controller.locator("#review-reason").fill("there was no other way");
      controller.locator("button", containing("Record the review")).click();
      assertThat(controller.locator("body")).containsText("You reviewed it.");
      chromium.open(controller, "/requests/overrides");
      assertThat(controller.locator("body")).containsText("Justified");
      pictures(controller, "overrides");
      chromium.open(controller, "/requests?show=done");
      pictures(controller, "requests");
    }
  }

  @Test
  @DisplayName(
      "C-11: an approver who changes the amount asks the maker for it, and approves nothing")
  void approverChangesTheAmount(Stack stack) {
    var event = Events.of("expense", "52000", "Taxis for the delayed coach");
    try (var story = new Story(stack);
        var chromium = Chromium.of(stack)) {
      story.putInForce(EDITABLE);
      story.publish(event);
      var path = "/requests/" + story.openedBy("director@acme", event).get("id").asText();

      var director = chromium.signedIn("director@acme");
      chromium.open(director, path);
      director.locator("summary", containing("Change what it says")).click();
      director.locator("input[name=editValue]").fill("42000");
      pictures(director, "edit");
      director.locator("#reason").fill("the last coach took the other ten thousand");
      director.locator("button", containing("Approve with these changes")).click();

      assertThat(director.locator("body")).containsText("You asked for your changes.");
      pictures(director, "edited");
      var maker = chromium.signedIn("maker@acme");
      chromium.open(maker, path);
      assertThat(maker.locator("table[aria-labelledby=asked]")).containsText("42,000.00 BDT");
      pictures(maker, "asked");
    }
  }

  @Test
  @DisplayName("C-20: a person chooses how to be told")
  void preferencesAreChosen(Stack stack) {
    try (var chromium = Chromium.of(stack)) {
      var page = chromium.signedIn("controller@acme");
      chromium.open(page, "/preferences");
      page.locator("#rhythm-REQUEST_ENDED").selectOption("DIGEST");
      page.locator("#digest-hour").selectOption("7");
      page.locator("button", containing("Save")).click();

      assertThat(page.locator("#preferences")).containsText("Your preferences are saved.");
      pictures(page, "preferences");
      chromium.open(page, "/preferences");
      assertThat(page.locator("#rhythm-REQUEST_ENDED")).hasValue("DIGEST");
    }
  }

  @Test
  @DisplayName("C-22, F-187: operations see how approvals stand, and find what is stuck")
  void operationsWatch(Stack stack) {
    var event = Events.of("invoice", "212000", "Ground transport, May");
    try (var story = new Story(stack);
        var chromium = Chromium.of(stack)) {
      story.publish(event);
      story.openedBy("supervisor@acme", event);
      var operator = chromium.signedIn("operator@acme");
      operator.locator("nav a", containing("Dashboard")).click();

      assertThat(operator.locator("#standing")).containsText("wait for approval");
      assertThat(operator.locator("#standing")).containsText("Mid-Office Supervisor");
      pictures(operator, "dashboard");
    }
  }

  private static void tick(Page page, Events.Sent event) {
    page.locator("li.card", containing(event.subjectId()))
        .locator("input[type=checkbox]")
        .press("Space");
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
