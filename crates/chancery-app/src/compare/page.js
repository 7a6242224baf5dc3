"use strict";
// Draws a line for each link between columns that stand side by side, and lights up what belongs to what is pointed at or focused.
const texts = document.querySelector(".texts");
const marksOf = (number) => [...texts.querySelectorAll("mark")].filter((mark) => mark.dataset.links.split(" ").includes(number));
const links = [...document.querySelectorAll("[data-link]")].map((item) => ({ item, number: item.dataset.link, marks: marksOf(item.dataset.link) }));
const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
drawing.setAttribute("aria-hidden", "true");
texts.append(drawing);

function draw() {
  const frame = texts.getBoundingClientRect();
  drawing.replaceChildren();
  for (const link of links) {
    const columns = new Map();
    for (const mark of link.marks) {
      const column = mark.closest("article");
      if (!columns.has(column)) columns.set(column, mark);
    }
    const [left, right] = [...columns.keys()].sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left);
    if (!right || right.getBoundingClientRect().left < left.getBoundingClientRect().right) continue;
    const from = columns.get(left).getBoundingClientRect();
    const to = columns.get(right).getBoundingClientRect();
    const start = [left.getBoundingClientRect().right - frame.left + 4, from.top + from.height / 2 - frame.top];
    const end = [right.getBoundingClientRect().left - frame.left - 4, to.top + Math.min(to.height, 24) / 2 - frame.top];
    const middle = (start[0] + end[0]) / 2;
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", `M${start} C${middle},${start[1]} ${middle},${end[1]} ${end}`);
    path.setAttribute("class", link.item.className);
    drawing.append(path);
    link.path = path;
  }
}

function light(numbers) {
  for (const link of links) {
    const isLit = numbers.includes(link.number);
    link.path?.classList.toggle("lit", isLit);
    for (const mark of link.marks) mark.classList.toggle("lit", numbers.some((number) => mark.dataset.links.split(" ").includes(number)));
  }
}

function pointed(event) {
  const mark = event.target.closest?.("mark[data-links]") ?? event.target.querySelector?.(":scope > mark[data-links]");
  const item = event.target.closest?.("[data-link]");
  light(mark ? mark.dataset.links.split(" ").filter(Boolean) : item ? [item.dataset.link] : []);
}

document.addEventListener("pointerover", pointed);
document.addEventListener("focusin", pointed);
new ResizeObserver(draw).observe(texts);
