package dev.countersign.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.countersign.system.Chromium.pictures;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages in the languages there are, in a real browser, as wide as a desk and as a phone. */
@ExtendWith(StackExtension.class)
class LanguageBrowserTest {

  @Test
  @DisplayName("F-183: a language is chosen in the header, holds on every page, and fits a phone")
  void languageIsChosenInTheHeader(Stack stack) {
    try (var chromium = Chromium.of(stack)) {
      var admin = chromium.signedIn("policy-admin@acme");
      chromium.open(admin, "/policies/workflows");
      admin.locator("summary", containing("New workflow")).click();
      admin.locator("#wf-name").fill("Wallets");
      admin.locator("#wf-operation").selectOption("wallet_adjustment");
      admin.locator("#wf-over").fill("1250000.50");
      admin.locator("#wf-role").fill("Mid-Office Supervisor");
      admin.locator("button", containing("Add Workflow")).click();
      assertThat(admin.locator("#levels")).containsText("wallet_adjustment");
      var levels = admin.url();

      choose(admin, "Español");
      assertThat(admin).hasURL(levels);
      assertThat(admin.locator("html")).hasAttribute("lang", "es");
      assertThat(admin.locator("#levels")).containsText("Gestión de niveles");
      everywhere(chromium, admin, levels, "es");

      choose(admin, "বাংলা");
      assertThat(admin.locator("html")).hasAttribute("lang", "bn");
      assertThat(admin.locator("nav.top-nav")).containsText("নীতি");
      everywhere(chromium, admin, levels, "bn");
      chromium.open(admin, "/inbox");
      assertThat(admin.locator("nav.top-nav")).containsText("ইনবক্স");
      chromium.open(admin, "/inbox/decide");
      assertThat(admin.locator("main")).containsText("কিছুই বাছাই করা হয়নি");
      pictures(admin, "together-bn");

      choose(admin, "English");
      assertThat(admin.locator("nav.top-nav")).containsText("Inbox");
    }
  }

  private static void everywhere(Chromium chromium, Page admin, String levels, String language) {
    pictures(admin, "levels-" + language);
    chromium.open(admin, "/policies");
    pictures(admin, "policies-" + language);
    chromium.open(admin, levels.replace("/levels", ""));
    pictures(admin, "policy-" + language);
    chromium.open(admin, "/preferences");
    pictures(admin, "preferences-" + language);
    admin.navigate(levels);
  }

  private static void choose(Page page, String language) {
    page.locator(".languages summary").click();
    page.locator(".languages button", containing(language)).click();
  }

  private static Page.LocatorOptions containing(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
