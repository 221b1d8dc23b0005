/* The menu on small screens; filters that are not used, and contents lists, are closed there.
   Without scripts all of them are open. */
document.documentElement.classList.add("scripted");
document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector(".menu-button");
  const menu = document.getElementById("site-menu");
  const small = window.matchMedia("(max-width: 48rem)").matches;
  for (const box of document.querySelectorAll(".filter-box:not([data-narrowed]), .contents details")) box.open = !small;
  button.addEventListener("click", () => {
    const open = menu.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
});
