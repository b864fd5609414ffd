// details.q-pop: closes on Escape and on a click elsewhere; one is open at a time.

const openOnes = () => document.querySelectorAll("details.q-pop[open]");

document.addEventListener("click", (event) => {
  for (const pop of openOnes()) if (!pop.contains(event.target)) pop.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const pop of openOnes()) {
    pop.open = false;
    pop.querySelector("summary").focus();
  }
});
