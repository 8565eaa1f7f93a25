const answers = () => document.querySelectorAll("details.answer");
const button = document.getElementById("answers");
button.addEventListener("click", () => {
  const open = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(open));
  answers().forEach((one) => { one.open = open; });
});
document.getElementById("print").addEventListener("click", () => window.print());
// j and k go to the next and the last frame, as in readers of long lists
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key)) return;
  const frames = [...document.querySelectorAll("article")];
  const at = frames.indexOf(document.activeElement.closest("article"));
  const next = frames[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
  if (next) { next.focus(); next.scrollIntoView({ block: "start" }); }
});
