// A link to a figure of the page opens it. Without JavaScript the link leads there, and the reader opens it.
function reveal(hash) {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target || !target.closest("details")) return;
  for (let each = target.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
  target.scrollIntoView();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link) setTimeout(reveal, 0, link.hash); // once the browser has changed the address itself
});
reveal(location.hash);
