// Marks the page as scripted before it is first painted: what only helps with or without script is shown by CSS.
document.documentElement.classList.add("is-scripted");
