// Follows the making of the report: asks the same address again, and says when it is ready.
// Without it, the link « Actualiser » does the same.
const EVERY = 1500;
const said = document.querySelector("[data-report-said]");
const region = () => document.querySelector("[data-report]");
const isOver = () => region().hasAttribute("data-over");

async function ask() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-report]");
  if (!fresh.hasAttribute("data-over")) return follow();
  region().replaceWith(fresh);
  document.title = page.title;
  said.textContent = fresh.querySelector("h1").textContent;
  fresh.focus();
}

// After a failure nothing is asked again: the link « Actualiser » stays.
function follow() {
  setTimeout(() => {
    ask().catch(() => {
      said.textContent = "Le suivi s’est interrompu, pas la fabrication. Choisissez « Actualiser ».";
    });
  }, EVERY);
}

if (!isOver()) follow();
