/* What the pages need besides htmx: the header that proves a change is ours, and words when one fails. */
(function () {
  "use strict";

  function randomKey() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (b) { return b.toString(16).padStart(2, "0"); }).join("");
  }

  /* A form with data-once sends one Idempotency-Key until it has succeeded, however often it is sent. */
  function onceKey(element) {
    var form = element.closest("[data-once]");
    if (!form) { return null; }
    form.dataset.onceKey = form.dataset.onceKey || randomKey();
    return form.dataset.onceKey;
  }

  /* What is said here stands in the page, in its language. */
  function said(key) {
    var place = document.getElementById("notices");
    return (place && place.dataset[key]) || key;
  }

  function notice(text, tone, way) {
    var place = document.getElementById("notices");
    if (!place) { return; }
    var line = document.createElement("p");
    line.className = "notice";
    line.dataset.tone = tone;
    var words = document.createElement("span");
    words.append(text);
    if (way) {
      var link = document.createElement("a");
      link.href = "/";
      link.target = "_blank";
      link.append(way);
      words.append(link, ".");
    }
    line.append(words);
    var close = document.createElement("button");
    close.type = "button";
    close.className = "notice-close";
    close.setAttribute("aria-label", said("dismiss"));
    close.append("\u00d7");
    close.addEventListener("click", function () { line.remove(); });
    line.append(close);
    place.replaceChildren(line);
  }

  function problemOf(xhr) {
    try {
      return JSON.parse(xhr.responseText);
    } catch (_) {
      return {};
    }
  }

  /* Times arrive in UTC and are shown where the reader is; the exact one stays in the tooltip. */
  function localTimes(root) {
    var format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short", numberingSystem: "latn" });
    root.querySelectorAll("time[datetime]:not([data-local])").forEach(function (time) {
      var at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        time.title = time.dateTime;
        time.textContent = format.format(at);
        time.dataset.local = "";
      }
    });
  }

  document.addEventListener("htmx:configRequest", function (event) {
    var headers = event.detail.headers;
    headers["X-Countersign"] = "1";
    headers["X-Requested-With"] = "JavaScript";
    var key = event.detail.verb === "get" ? null : onceKey(event.detail.elt);
    if (key) { headers["Idempotency-Key"] = key; }
  });

  /* A refusal written as HTML is part of the page (a form with its errors); one in JSON is a notice. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var type = event.detail.xhr.getResponseHeader("Content-Type") || "";
    if (event.detail.xhr.status >= 400 && type.indexOf("text/html") === 0) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.detail.elt.closest("[data-once]");
    if (form && event.detail.successful) { delete form.dataset.onceKey; }
  });

  /* A list that refreshes itself waits while somebody chooses from it. */
  document.addEventListener("htmx:beforeRequest", function (event) {
    var elt = event.detail.elt;
    if (elt.hasAttribute("data-patient") && elt.querySelector("input:checked, :focus")) {
      event.preventDefault();
    }
  });

  /* Signed out meanwhile: a reader signs in again, but what somebody typed must not be lost. */
  function signInAgain(event) {
    if (event.detail.requestConfig.verb === "get") {
      window.location.reload();
      return;
    }
    notice(said("signedOut") + " ", "negative", said("signInAgain"));
  }

  document.addEventListener("htmx:responseError", function (event) {
    var xhr = event.detail.xhr;
    if (xhr.status === 401 || xhr.status === 499) {
      signInAgain(event);
      return;
    }
    var problem = problemOf(xhr);
    notice(problem.detail || said("failed"), "negative");
  });

  /* Whether it arrived is not known; the form's key makes sending it again harmless (J4). */
  document.addEventListener("htmx:sendError", function (event) {
    notice(said(event.detail.requestConfig.verb === "get" ? "unreachable" : "uncertain"), "negative");
  });

  document.addEventListener("htmx:afterSettle", function (event) { localTimes(event.detail.elt); });
  localTimes(document);
})();
