"""Windows of all widths, and what in a page does not fit into one."""

from __future__ import annotations

from playwright.sync_api import ViewportSize

NARROWEST: ViewportSize = {"width": 320, "height": 640}

# Texts, controls and pictures that stick out of the window or of a box that cuts them off. What is made to scroll, or
# meant for screen readers only, is no fault; nor is a text that ends in an ellipsis and is whole on its own page.
CUT = """() => {
  const width = document.documentElement.clientWidth, wide = document.documentElement.scrollWidth;
  const faults = wide > width ? [`the page is ${wide} wide`] : [];
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode());) {
    if (!text.data.trim() || !shown(text.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) boxes.push([text.parentElement, box, text.data.trim()]);
  }
  for (const node of document.querySelectorAll("button, input, select, textarea, img, svg, td, th, pre")) {
    if (shown(node)) boxes.push([node.parentElement, node.getBoundingClientRect(), node.outerHTML.slice(0, 80)]);
  }
  for (const [parent, box, what] of boxes) {
    let left = 0, right = width;
    for (let node = parent; node && node !== document.body; node = node.parentElement) {
      const style = getComputedStyle(node), edge = node.getBoundingClientRect();
      const isFree = style.clipPath !== "none" || node.matches(".scroll");
      const isCut = style.overflowX !== "visible";
      if (isFree || isCut) left = isFree ? -Infinity : Math.max(left, edge.left);
      if (isFree || isCut) right = isFree ? Infinity : Math.min(right, edge.right);
      if (isFree) break;
    }
    const isOut = box.width && (box.left < left - 1 || box.right > right + 1);
    if (isOut) faults.push(`${Math.round(box.left)} to ${Math.round(box.right)}: ${what}`);
  }
  return faults;
}"""
