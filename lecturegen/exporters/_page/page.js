const answers = () => document.querySelectorAll("details.answer");
const button = document.getElementById("answers");
button.addEventListener("click", () => {
  const open = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(open));
  answers().forEach((one) => { one.open = open; });
});
document.getElementById("print").addEventListener("click", () => window.print());
// j and k go to the next frame and the one before, as in readers of long lists; only with the focus in the sections,
// since people who speak to their browser type letters without meaning keys (WCAG 2.1.4)
document.addEventListener("keydown", (event) => {
  const here = document.activeElement;
  if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key) || !here.closest("main")) return;
  const frames = [...document.querySelectorAll("article")];
  const lies = (frame, side) => here.compareDocumentPosition(frame) & side;
  const next = event.key === "j"
    ? frames.find((frame) => lies(frame, Node.DOCUMENT_POSITION_FOLLOWING))
    : frames.findLast((frame) => lies(frame, Node.DOCUMENT_POSITION_PRECEDING) && !frame.contains(here));
  if (next) { next.focus(); next.scrollIntoView({ block: "start" }); }
});
