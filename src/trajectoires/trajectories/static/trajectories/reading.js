// Follows the reading of long files: asks the same address again, shows what changed, goes to the results at the end.
// Without it, the link « Actualiser » does the same.
const EVERY = 2000;
const said = document.querySelector("[data-reading-said]");
const region = () => document.querySelector("[data-reading]");
const isOver = (part) => part.hasAttribute("data-over");
const names = (part) => [...part.querySelectorAll("li h2")].map((title) => title.textContent).join("\n");

async function ask() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  show(page.querySelector("[data-reading]"));
  if (!isOver(region())) setTimeout(follow, EVERY);
  else if (!names(region())) location.assign(region().dataset.results);
}

function show(fresh) {
  const before = region();
  const isSame = names(before) === names(fresh) && !isOver(fresh);
  const hadFocus = before.contains(document.activeElement);
  if (isSame) {
    // The bars and their words change under the person; buttons and links stay, whoever stands on one.
    const rows = [...before.querySelectorAll("li p")];
    [...fresh.querySelectorAll("li p")].forEach((row, rank) => rows[rank]?.replaceWith(row));
    return;
  }
  before.replaceWith(fresh);
  if (hadFocus) fresh.focus();
  announce(fresh);
}

function announce(fresh) {
  const left = fresh.querySelectorAll("li progress, li [data-waiting]").length;
  said.textContent = left ? `Une lecture est finie. Fichiers encore à lire : ${left}.` : "La lecture est finie.";
}

// After a failure nothing is asked again: the link « Actualiser » stays.
function follow() {
  ask().catch(() => {
    said.textContent = "Le suivi s’est interrompu, pas la lecture. Choisissez « Actualiser ».";
  });
}

if (!isOver(region())) setTimeout(follow, EVERY);
