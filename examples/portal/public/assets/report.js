// Judges the sheet while it is typed. Without this file the sheet still works: it is judged when it is sent.
"use strict";

const sheet = document.getElementById("laporan");
const summary = document.getElementById("ringkasan");
const list = document.getElementById("temuan");
const touched = new Set();
const PAUSE = 400; // ms without a key
let timer = 0;
let running = null;

function line(finding, linked) {
  const item = document.createElement("li");
  item.className = "finding " + finding.severity;
  const severity = document.createElement("span");
  severity.className = "severity";
  severity.textContent = sheet.getAttribute("data-severity-" + finding.severity);
  const code = document.createElement("span");
  code.className = "code";
  code.textContent = finding.code;
  let message = document.createTextNode(finding.message);
  if (linked && document.getElementById("i-" + finding.field)) {
    message = document.createElement("a");
    message.href = "#i-" + finding.field;
    message.textContent = finding.message;
  }
  item.append(severity, " ", message, " ", code);
  return item;
}

// An empty field is not told that it is empty before it was visited.
function isShown(finding) {
  return !finding.empty || touched.has(finding.field) || sheet.hasAttribute("data-show-all");
}

function showField(field, findings) {
  const wrong = findings.some((finding) => finding.severity === "galat");
  field.querySelector(".findings").replaceChildren(...findings.map((finding) => line(finding, false)));
  for (const input of field.querySelectorAll("input, select, textarea")) {
    if (wrong) {
      input.setAttribute("aria-invalid", "true");
    } else {
      input.removeAttribute("aria-invalid");
    }
  }
}

function show(answer) {
  if (summary.textContent !== answer.summary) { // or a screen reader says the same again
    summary.textContent = answer.summary;
  }
  list.replaceChildren(...answer.findings.filter((finding) => !finding.empty).map((finding) => line(finding, true)));
  for (const field of sheet.querySelectorAll("[data-field]")) {
    showField(field, answer.findings.filter((finding) => finding.field === field.dataset.field && isShown(finding)));
  }
}

async function check() {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  try {
    const answer = await fetch(sheet.dataset.check, { method: "POST", body: new FormData(sheet), signal });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    show(await answer.json());
  } catch (fault) {
    if (!signal.aborted) {
      summary.textContent = sheet.dataset.offline;
    }
  }
}

function checkSoon() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

function noteChange(event) {
  touched.add(event.target.name);
  checkSoon();
}

function fillZeros(event) {
  for (const input of event.target.closest("section").querySelectorAll(".field.count input")) {
    if (input.value.trim() === "") {
      input.value = "0";
    }
  }
  checkSoon();
}

sheet.addEventListener("input", noteChange);
for (const button of sheet.querySelectorAll(".zeros")) {
  button.hidden = false;
  button.addEventListener("click", fillZeros);
}
document.getElementById("kendala")?.focus();
