// Shows what only a script can do: print the page, copy its address. Without JavaScript the buttons stay hidden.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const said = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      said.textContent = "L’adresse est copiée.";
    } catch {
      said.textContent = `Votre navigateur n’a pas permis la copie. L’adresse : ${button.dataset.copy}`;
    }
  });
}
